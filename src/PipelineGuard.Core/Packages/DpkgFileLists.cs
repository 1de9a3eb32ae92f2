namespace PipelineGuard.Packages;

/// <summary>
/// dpkg's lists of the files that each package installed: <c>info/*.list</c>, and in distroless images <c>status.d/*.md5sums</c>. Paths are
/// given as in <c>ImagePath.Value</c>.
/// </summary>
internal static class DpkgFileLists
{
    public static bool IsList(ReadOnlySpan<char> path) =>
        path.StartsWith("var/lib/dpkg/info/", StringComparison.Ordinal) && path.EndsWith(".list", StringComparison.Ordinal);

    public static bool IsSums(ReadOnlySpan<char> path) =>
        path.StartsWith("var/lib/dpkg/status.d/", StringComparison.Ordinal) && path.EndsWith(".md5sums", StringComparison.Ordinal);

    /// <summary>The package whose files a list names; null when the path is no such list.</summary>
    public static string? OwnerOf(string path)
    {
        if (!IsList(path) && !IsSums(path)) return null;
        var name = Path.GetFileNameWithoutExtension(path.AsSpan());
        // "libc6:amd64.list", where several architectures may be installed.
        int colon = name.IndexOf(':');
        return (colon < 0 ? name : name[..colon]).ToString();
    }
}
