using System.Globalization;
using System.Text;

namespace PipelineGuard.Reporting;

/// <summary>
/// Makes text from an image harmless to show. A package may be called <c>ESC]0;owned BEL</c>, a file may reorder the rest of the line
/// with a bidi override (Unicode TR36 §3.2): everything a person reads passes through here first.
/// </summary>
public static class SafeText
{
    /// <summary>
    /// The text on one line. Line breaks and tabs become a space; other control and format characters, and halves of surrogate pairs, are
    /// spelled out (<c>\u001b</c>), so that the attempt can be seen, and commands to build agents get a space inside. Null becomes an empty text.
    /// </summary>
    /// <param name="text">Text of any origin.</param>
    /// <param name="limit">The most UTF-16 units to return; what is longer is cut at a word and ends in <c>…</c>.</param>
    public static string OneLine(string? text, int limit = int.MaxValue)
    {
        if (string.IsNullOrEmpty(text)) return "";
        // Spelling out makes text longer, never shorter: what lies behind the limit cannot come back.
        var start = text.Length > limit ? text.AsSpan(0, limit + 1) : text;
        var safe = start.ContainsAnyExceptInRange(' ', '~') ? Neutralised(start) : start.ToString();
        return Cut(RunnerCommands.MayStandIn(safe) ? RunnerCommands.Disarmed(safe) : safe, limit);
    }

    /// <summary>Shortens a text at a word and marks the place with <c>…</c>; leaves what fits alone.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">The most UTF-16 units to return, 1 or more.</param>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        int end = limit - 1;
        int space = text.LastIndexOf(' ', end);
        // A very long word is cut inside: better half of it than nothing.
        if (space > limit / 2) end = space;
        else if (end > 0 && char.IsHighSurrogate(text[end - 1])) end--;
        return string.Concat(text.AsSpan(0, end).TrimEnd(' '), "…");
    }

    /// <summary>True for what must not reach a terminal, a log or a page as it is: controls, format characters, separators of lines.</summary>
    internal static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Neutralised(ReadOnlySpan<char> text)
    {
        var safe = new StringBuilder(text.Length + 16);
        while (!text.IsEmpty)
        {
            bool whole = Rune.DecodeFromUtf16(text, out var rune, out int length) == System.Buffers.OperationStatus.Done;
            if (!whole) Spell(safe, text[0]);
            else if (rune.Value is '\n' or '\r' or '\t') safe.Append(' ');
            else if (IsUnsafe(rune)) SpellAll(safe, text[..length]);
            else safe.Append(text[..length]);
            text = text[length..];
        }
        return safe.ToString();
    }

    private static void SpellAll(StringBuilder safe, ReadOnlySpan<char> units)
    {
        foreach (char unit in units) Spell(safe, unit);
    }

    private static void Spell(StringBuilder safe, char unit) => safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
}
