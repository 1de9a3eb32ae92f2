using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Dpkg;

/// <summary>
/// Reads dpkg's lists of installed files: <c>info/*.list</c>, absolute paths; in distroless images <c>status.d/*.md5sums</c>, a
/// checksum and a relative path in each line.
/// </summary>
internal sealed class DpkgOwnerList : IOwnerList
{
    public bool Wants(ReadOnlySpan<char> path) => DpkgFileLists.IsList(path) || DpkgFileLists.IsSums(path);

    public IEnumerable<ImagePath> Read(ImageFile file, PathFilter isOfInterest)
    {
        var paths = new PathCollector(isOfInterest);
        bool isSums = DpkgFileLists.IsSums(file.Path.Value);
        var lines = new Utf8Lines(file.Content.Span);
        while (lines.Next(out var line))
        {
            paths.Add(isSums ? line[(line.IndexOf((byte)' ') + 1)..].TrimStart((byte)' ') : line);
        }
        return paths.Paths;
    }
}
