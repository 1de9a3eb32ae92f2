using System.Buffers;

namespace PipelineGuard.Dockerfiles.Packaging;

/// <summary>Finds URLs that hold a literal password: <c>scheme://user:password@host</c> (RFC 3986 §3.2.1).</summary>
internal static class UrlLogins
{
    // What a literal password does not hold: ends of the URL's authority, quotes, and signs of variables and templates.
    private static readonly SearchValues<char> Ends = SearchValues.Create("/?#\"'\\ \t\r\n,;|&()");
    private static readonly SearchValues<char> Templates = SearchValues.Create("$`{}<>%[]*");

    // Nobody outside reaches these, so what is written for them opens nothing; "docker://debian:12@sha256:…" is no login.
    private static readonly string[] Harmless = ["localhost", "127.0.0.1", "0.0.0.0", "dummy", "example", "host", "db", "sha256"];

    /// <summary>Where the schemes of such URLs begin, in order.</summary>
    public static IEnumerable<int> In(string text)
    {
        for (int at = text.IndexOf("://", StringComparison.Ordinal); at >= 0; at = text.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            int start = at;
            while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '+' or '-')) start--;
            if (start < at && HasPassword(text.AsSpan(at + 3))) yield return start;
        }
    }

    private static bool HasPassword(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAny(Ends);
        var authority = end < 0 ? rest : rest[..end];
        int host = authority.LastIndexOf('@');
        if (host < 0) return false;
        int colon = authority[..host].IndexOf(':');
        return colon >= 0 && colon + 1 < host && !authority[..host].ContainsAny(Templates) && !IsHarmless(authority[(host + 1)..]);
    }

    private static bool IsHarmless(ReadOnlySpan<char> host)
    {
        var name = host[..(host.IndexOf(':') is var port and >= 0 ? port : host.Length)];
        foreach (var harmless in Harmless)
        {
            if (name.SequenceEqual(harmless)) return true;
        }
        return false;
    }
}
