using System.Text.RegularExpressions;

namespace PipelineGuard.Sbom.Licenses;

/// <summary>Checks SPDX licence expressions (SPDX 2.3, annex D): <c>(MIT OR Apache-2.0) AND GPL-2.0-only WITH Classpath-exception-2.0</c>.</summary>
internal sealed partial class SpdxExpression
{
    // What package managers record is a line; the limit also bounds how deep parentheses can go.
    private const int MaxLength = 512;

    private readonly List<string> _words;
    private int _at;

    private SpdxExpression(string text) => _words = [.. Word().Matches(text).Select(match => match.Value)];

    /// <summary>The expression in its normal spelling; null when it is none, or names a licence that SPDX does not know.</summary>
    public static string? Normalize(string text)
    {
        if (text.Length > MaxLength) return null;
        var expression = new SpdxExpression(text);
        return expression.Either() && expression._at == expression._words.Count ? Join(expression._words) : null;
    }

    /// <summary>True when a normal expression is one identifier, without operators.</summary>
    public static bool IsSimple(string normal) => !normal.Contains(' ', StringComparison.Ordinal);

    private static string Join(List<string> words) =>
        string.Join(' ', words).Replace("( ", "(", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal);

    private bool Either() => Chain(Both, "OR");

    private bool Both() => Chain(Single, "AND");

    private bool Chain(Func<bool> part, string operation)
    {
        if (!part()) return false;
        while (Take(operation))
        {
            if (!part()) return false;
        }
        return true;
    }

    private bool Single()
    {
        if (Take("(")) return Either() && Take(")");
        return License() && (!Take("WITH") || Id());
    }

    private bool License()
    {
        if (_at == _words.Count) return false;
        var word = _words[_at];
        if (Reference().IsMatch(word))
        {
            _at++;
            return true;
        }
        bool orLater = word.EndsWith('+') && SpdxLicenseList.Find(word) is null;
        if (SpdxLicenseList.Find(orLater ? word[..^1] : word) is not { } known) return false;
        _words[_at++] = orLater ? known + "+" : known;
        return true;
    }

    private bool Id()
    {
        if (_at == _words.Count || SpdxLicenseList.Find(_words[_at]) is not { } known) return false;
        _words[_at++] = known;
        return true;
    }

    // Operators in lower case are common, and SPDX 3 allows them.
    private bool Take(string word)
    {
        if (_at == _words.Count || !_words[_at].Equals(word, StringComparison.OrdinalIgnoreCase)) return false;
        _words[_at++] = word;
        return true;
    }

    [GeneratedRegex(@"[()]|[^()\s]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$")]
    private static partial Regex Reference();
}
