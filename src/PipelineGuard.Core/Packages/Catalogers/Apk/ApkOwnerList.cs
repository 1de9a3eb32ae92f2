using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Apk;

/// <summary>Reads which files apk installed: its database lists them with the packages.</summary>
internal sealed class ApkOwnerList : IOwnerList
{
    public bool Wants(ReadOnlySpan<char> path) => ApkInstalledDb.IsAt(path);

    public IEnumerable<ImagePath> Read(ImageFile file, PathFilter isOfInterest)
    {
        var paths = new PathCollector(isOfInterest);
        ApkInstalledDb.CollectFiles(file.Content.Span, paths);
        return paths.Paths;
    }
}
