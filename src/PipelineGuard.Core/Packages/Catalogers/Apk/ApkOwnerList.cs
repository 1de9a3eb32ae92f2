using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Apk;

/// <summary>Reads which files apk installed: its database lists them with the packages.</summary>
internal sealed class ApkOwnerList : IOwnerList
{
    public bool Wants(ReadOnlySpan<char> path) => path is "lib/apk/db/installed" or "usr/lib/apk/db/installed";

    public IEnumerable<ImagePath> Read(ImageFile file, PathFilter isOfInterest)
    {
        var paths = new PathCollector(isOfInterest);
        ApkInstalledDb.CollectFiles(file.Content.Span, paths);
        return paths.Paths;
    }
}
