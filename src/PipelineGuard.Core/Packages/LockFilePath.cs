using System.Buffers;

namespace PipelineGuard.Packages;

/// <summary>Tells an application's lock files from those that packages bring along: what a package was once developed with is not installed.</summary>
internal static class LockFilePath
{
    private static readonly SearchValues<string> Foreign = SearchValues.Create(
        [
            "/node_modules/", "/site-packages/", "/dist-packages/", "/vendor/", "/gems/", "/pkg/mod/", "/.cargo/", "/testdata/", "/usr/local/go/",
            "/.rustup/", "/.pub-cache/",
        ],
        StringComparison.Ordinal);

    /// <summary>True when the path ends in a file of that name, and no folder above belongs to a package or to an installed tool.</summary>
    public static bool Is(ReadOnlySpan<char> path, ReadOnlySpan<char> fileName) =>
        path.EndsWith(fileName, StringComparison.Ordinal)
        && (path.Length == fileName.Length || path[path.Length - fileName.Length - 1] == '/')
        && IsOfApplication(path);

    /// <summary>True for a name that only files of text have, among those that tell about packages.</summary>
    public static bool IsText(ReadOnlySpan<char> path) =>
        path.EndsWith(".lock", StringComparison.Ordinal) || path.EndsWith(".txt", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal)
        || path.EndsWith(".locked", StringComparison.Ordinal) || path.EndsWith("go.mod", StringComparison.Ordinal) || path.EndsWith(".gemspec", StringComparison.Ordinal);

    /// <summary>True when no folder above the file belongs to a package or to an installed tool.</summary>
    public static bool IsOfApplication(ReadOnlySpan<char> path)
    {
        if (path.Length > 4000) return false;
        Span<char> rooted = stackalloc char[path.Length + 1];
        rooted[0] = '/';
        path.CopyTo(rooted[1..]);
        return !((ReadOnlySpan<char>)rooted).ContainsAny(Foreign);
    }
}
