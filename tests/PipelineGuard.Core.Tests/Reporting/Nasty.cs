using System.Buffers;
using System.Globalization;
using System.Text;
using CsCheck;

namespace PipelineGuard.Reporting;

/// <summary>Texts that an attacker would choose, and the check that none of it came through.</summary>
internal static class Nasty
{
    private static readonly Gen<string> Piece = Gen.OneOfConst(
        "\u001b[2J", "\u001b]8;;http://evil.example\u0007", "\u009b", "\u202e", "\u2066", "\u200b", "\r\n", "\n## ", "\t", "\0", "\u007f", "\u0085", "\u2028", "\ud800", "\udfff",
        "|", "`", "``", "<script>", "&amp;", "@octocat", "#1", "https://evil.example", "www.evil.example", "[x](y)", "](", "\\", "'", "\"", "{0}", "%", "::error::", "##vso[task.complete]",
        "[red]", "../", "/", ":", "𠜎", "é", "\U000E0041", "plain", " ", "-", "1. ");

    /// <summary>A mixture of those and of any characters at all.</summary>
    public static Gen<string> Text { get; } = Gen.OneOf(Piece, Gen.String[Gen.Char, 0, 8]).Array[0, 12].Select(string.Concat);

    /// <summary>True when nothing in it acts on a terminal, changes the direction of text, or is no Unicode at all. Line feeds are fine.</summary>
    public static bool IsHarmless(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out int length) != OperationStatus.Done) return false;
            if (rune.Value != '\n' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) return false;
            i += length;
        }
        return true;
    }
}
