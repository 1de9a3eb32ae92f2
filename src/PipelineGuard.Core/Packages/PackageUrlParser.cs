using System.Collections.Immutable;

namespace PipelineGuard.Packages;

/// <summary>Reads package URLs (purl specification, "How to parse"): from both ends inwards, because versions may hold an unencoded <c>@</c> or <c>/</c>.</summary>
internal static class PackageUrlParser
{
    // Longer ones name nothing; the limit also bounds what a policy can make us do.
    private const int MaxLength = 8192;

    public static PackageUrl? Parse(string text)
    {
        if (text.Length > MaxLength || !text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase)) return null;
        var (beforeSubpath, subpath) = CutLast(text[4..].TrimStart('/'), '#');
        var (path, query) = CutLast(beforeSubpath, '?');
        if (path.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var slash) || !IsType(path[..slash])) return null;
        var (names, version) = CutVersion(path[(slash + 1)..].Trim('/'));
        var type = path[..slash].ToLowerInvariant();
        var (prefix, name) = CutLastSegment(names);
        if (name.Length == 0 || ParseQualifiers(query) is not { } qualifiers) return null;
        return new(type, PackageUrl.NormalName(type, Uri.UnescapeDataString(name)))
        {
            Namespace = Segments(prefix, isPath: false),
            Version = version is null or "" ? null : Uri.UnescapeDataString(version),
            Qualifiers = qualifiers,
            Subpath = Segments(subpath ?? "", isPath: true),
        };
    }

    private static bool IsType(string type) => char.IsAsciiLetter(type[0]) && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');

    private static (string Before, string? After) CutLast(string text, char separator) =>
        text.LastIndexOf(separator) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, null);

    // An unencoded "@" in front is npm's scope ("pkg:npm/@angular/core"), which many people write so; it starts no version.
    private static (string Names, string? Version) CutVersion(string text)
    {
        int at = text.LastIndexOf('@');
        return at <= 0 || text[at - 1] == '/' ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    private static (string Before, string Last) CutLastSegment(string text)
    {
        text = text.Trim('/');
        return text.LastIndexOf('/') is >= 0 and var slash ? (text[..slash], text[(slash + 1)..]) : ("", text);
    }

    private static string? Segments(string text, bool isPath)
    {
        var segments = text.Split('/').Select(Uri.UnescapeDataString).Where(segment => segment.Length > 0 && !(isPath && segment is "." or ".."));
        return string.Join('/', segments) is { Length: > 0 } joined ? joined : null;
    }

    private static ImmutableSortedDictionary<string, string>? ParseQualifiers(string? query)
    {
        var qualifiers = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var pair in (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) return null;
            if (equals < pair.Length - 1) qualifiers[pair[..equals].ToLowerInvariant()] = Uri.UnescapeDataString(pair[(equals + 1)..]);
        }
        return qualifiers.ToImmutable();
    }
}
