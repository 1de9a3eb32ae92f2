using System.Buffers;

namespace PipelineGuard.Secrets.Known;

/// <summary>
/// Some places of an image, by patterns: the beginning of a path; with a slash in front, or the mark <c>!</c> of what lies in an archive, a part of it
/// anywhere; with a star in front, its end. Asked for every file of an image.
/// </summary>
internal sealed class PathPatterns
{
    private const int LongestOnStack = 1024;

    private readonly SearchValues<string> _parts;
    private readonly string[] _beginnings;
    private readonly string[] _ends;

    /// <param name="patterns">At least one; none is empty.</param>
    public PathPatterns(IEnumerable<string> patterns)
    {
        var byKind = patterns.ToLookup(pattern => pattern[0] is '/' or '!' or '*' ? pattern[0] : default);
        _parts = SearchValues.Create([.. byKind['/'], .. byKind['!']], StringComparison.Ordinal);
        _beginnings = [.. byKind[default], .. byKind['!'].Select(pattern => pattern[1..])];
        _ends = [.. byKind['*'].Select(pattern => pattern[1..])];
    }

    /// <summary>True when a pattern fits.</summary>
    /// <param name="path">A path in an image, with forward slashes and none in front.</param>
    public bool Fit(ReadOnlySpan<char> path)
    {
        foreach (var beginning in _beginnings)
        {
            if (path.StartsWith(beginning, StringComparison.Ordinal)) return true;
        }
        foreach (var end in _ends)
        {
            if (path.EndsWith(end, StringComparison.Ordinal)) return true;
        }
        return HasPart(path);
    }

    private bool HasPart(ReadOnlySpan<char> path)
    {
        Span<char> rooted = path.Length < LongestOnStack ? stackalloc char[LongestOnStack] : new char[path.Length + 1];
        rooted[0] = '/';
        path.CopyTo(rooted[1..]);
        return ((ReadOnlySpan<char>)rooted[..(path.Length + 1)]).ContainsAny(_parts);
    }
}
