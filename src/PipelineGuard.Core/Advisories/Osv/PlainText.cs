using System.Text;

namespace PipelineGuard.Advisories.Osv;

/// <summary>Makes short plain text of what sources write.</summary>
internal static class PlainText
{
    /// <summary>The text in one line: white space and control characters become single spaces; cut with an ellipsis. Null when nothing is left.</summary>
    /// <param name="text">Any text; null gives null.</param>
    /// <param name="maxLength">UTF-16 units that are kept, the ellipsis included.</param>
    public static string? OneLine(ReadOnlySpan<char> text, int maxLength)
    {
        var line = new StringBuilder();
        foreach (char c in text)
        {
            if (line.Length > maxLength) break;
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && !IsBidiControl(c)) line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }
        while (line.Length > 0 && line[^1] == ' ') line.Length--;
        if (line.Length > maxLength) Cut(line, maxLength);
        return line.Length == 0 ? null : line.ToString();
    }

    /// <summary>What stands before the first empty line.</summary>
    public static ReadOnlySpan<char> FirstParagraph(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        int end = text.IndexOf("\n\n", StringComparison.Ordinal), windows = text.IndexOf("\n\r\n", StringComparison.Ordinal);
        if (end < 0 || (windows >= 0 && windows < end)) end = windows;
        return end < 0 ? text : text[..end];
    }

    private static void Cut(StringBuilder line, int maxLength)
    {
        line.Length = maxLength - 1;
        if (char.IsHighSurrogate(line[^1])) line.Length--;
        line.Append('…');
    }

    // They can make a line show something else than it says ("Trojan Source", CVE-2021-42574).
    private static bool IsBidiControl(char c) => c is '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
