using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Fuzz;

/// <summary>Files that tell about packages.</summary>
internal static class PackageReads
{
    private static readonly PackageFileReader Reader = new();

    /// <summary>The mode of a program.</summary>
    public const int Executable = 0b111_101_101;

    /// <summary>Reads the input as the file at a place of an image.</summary>
    public static Action<byte[]> At(string path, int mode = 0)
    {
        var place = ImagePath.Of(path);
        return input => _ = Reader.Read(new(new(place, input.Length, mode, 0, 0), KeptContent.Of(input)), new NoLog());
    }
}
