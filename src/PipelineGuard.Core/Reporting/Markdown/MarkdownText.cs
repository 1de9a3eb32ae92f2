using System.Globalization;
using System.Text;

namespace PipelineGuard.Reporting.Markdown;

/// <summary>
/// Puts text of any origin into GitHub flavoured Markdown so that it stays text: no table cell is left, no HTML begins, nobody is
/// mentioned, no issue is referred to, and no address becomes a link.
/// </summary>
internal static class MarkdownText
{
    // A zero-width space, spelled out. GitHub looks for mentions, references and addresses after it has resolved entities and
    // backslashes, so escaping the sign alone does not stop it.
    private const string Gap = "&#8203;";

    private const string HarmlessPunctuation = " ,;'\"()/%=?.-:";

    /// <summary>A sentence or a name, to stand in running text or in a table cell.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">The most characters to take from it; about as many are written.</param>
    public static string Escape(string? text, int limit)
    {
        var safe = SafeText.OneLine(text, limit);
        var escaped = new StringBuilder(safe.Length + 16);
        for (int i = 0; i < safe.Length; i++)
        {
            // Nothing but escapes, cut short, though never inside a character: hostile text must not use up the room of everything else.
            if (escaped.Length > 2 * limit && !char.IsLowSurrogate(safe[i])) return escaped.Append('…').ToString();
            Append(escaped, safe, i);
        }
        return escaped.ToString();
    }

    /// <summary>Text as code: for names, versions and paths. Inside code GitHub neither mentions nor links.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">The most characters to take from it.</param>
    public static string Code(string? text, int limit)
    {
        var safe = SafeText.OneLine(text, limit);
        if (safe.Length == 0) return "";
        return safe.All(IsPlainInCode) && safe[0] != ' ' && safe[^1] != ' ' ? $"`{safe}`" : $"<code>{Escape(safe, limit)}</code>";
    }

    /// <summary>A link with code as its text, to an address that <see cref="AdvisoryLink"/> let through.</summary>
    public static string Link(string text, int limit, Uri target) => $"[{Code(text, limit)}](<{target.AbsoluteUri.Replace("&", "&amp;", StringComparison.Ordinal)}>)";

    private static bool IsPlainInCode(char c) => c > '~' ? !char.IsSurrogate(c) : c is not ('`' or '|' or '\\' or '<');

    private static void Append(StringBuilder escaped, string text, int at)
    {
        char c = text[at];
        if (c is '@' or '#') Entity(escaped, c).Append(Gap);
        else if (StartsLink(text, at)) escaped.Append(c).Append(Gap);
        else if (c > '~' || char.IsAsciiLetterOrDigit(c) || (HarmlessPunctuation.Contains(c, StringComparison.Ordinal) && !StartsList(text, at))) escaped.Append(c);
        else Entity(escaped, c);
    }

    // At the start of a line "-" and "1." begin a list.
    private static bool StartsList(string text, int at) =>
        at == 0 ? text[at] == '-' : text[at] is '.' or ')' && text.AsSpan(0, at).IndexOfAnyExceptInRange('0', '9') < 0;

    // "https:" before "//", and "www" before ".".
    private static bool StartsLink(string text, int at)
    {
        var rest = text.AsSpan(at);
        return rest.StartsWith("://", StringComparison.Ordinal)
            || (rest.StartsWith("w.", StringComparison.OrdinalIgnoreCase) && text.AsSpan(0, at + 1).EndsWith("www", StringComparison.OrdinalIgnoreCase));
    }

    private static StringBuilder Entity(StringBuilder escaped, char c) => escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
}
