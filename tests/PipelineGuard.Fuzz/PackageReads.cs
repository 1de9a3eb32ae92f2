using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Fuzz;

/// <summary>Files that tell about packages.</summary>
internal static class PackageReads
{
    private static readonly PackageFileReader Reader = new();

    /// <summary>Reads the input as the file at a place of an image.</summary>
    public static Action<byte[]> At(string path)
    {
        var place = ImagePath.Of(path);
        return input => _ = Reader.Read(new(place, input), new NoLog());
    }
}
