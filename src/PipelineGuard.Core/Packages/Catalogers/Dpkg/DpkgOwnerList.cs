using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Dpkg;

/// <summary>
/// Reads dpkg's lists of installed files: <c>info/*.list</c>, absolute paths; in distroless images <c>status.d/*.md5sums</c>, a
/// checksum and a relative path in each line.
/// </summary>
internal sealed class DpkgOwnerList : IOwnerList
{
    public bool Wants(ReadOnlySpan<char> path) => IsList(path) || IsSums(path);

    public IEnumerable<ImagePath> Read(ImageFile file, PathFilter isOfInterest)
    {
        var paths = new PathCollector(isOfInterest);
        bool isSums = IsSums(file.Path.Value);
        var lines = new Utf8Lines(file.Content.Span);
        while (lines.Next(out var line))
        {
            paths.Add(isSums ? line[(line.IndexOf((byte)' ') + 1)..].TrimStart((byte)' ') : line);
        }
        return paths.Paths;
    }

    /// <summary>The package whose files a list names; null when the path is no such list.</summary>
    /// <param name="path">As in <see cref="ImagePath.Value"/>.</param>
    public static string? OwnerOf(string path)
    {
        if (!IsList(path) && !IsSums(path)) return null;
        var name = Path.GetFileNameWithoutExtension(path.AsSpan());
        // "libc6:amd64.list", where several architectures may be installed.
        int colon = name.IndexOf(':');
        return (colon < 0 ? name : name[..colon]).ToString();
    }

    private static bool IsList(ReadOnlySpan<char> path) =>
        path.StartsWith("var/lib/dpkg/info/", StringComparison.Ordinal) && path.EndsWith(".list", StringComparison.Ordinal);

    private static bool IsSums(ReadOnlySpan<char> path) =>
        path.StartsWith("var/lib/dpkg/status.d/", StringComparison.Ordinal) && path.EndsWith(".md5sums", StringComparison.Ordinal);
}
