using System.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Baselines;

/// <summary>The text form: a line for each finding, sorted, so that a review shows what came and what went.</summary>
internal static class BaselineText
{
    private const string Head = "# pipelineguard-baseline 1";
    private const int MostEntries = 1_000_000;
    private const string Any = "*";

    /// <summary>True for a text that begins as one.</summary>
    public static bool Is(string text) => text.StartsWith(Head, StringComparison.Ordinal);

    /// <summary>Writes it.</summary>
    public static string Write(Baseline baseline)
    {
        var text = new StringBuilder(Head).Append("\n# Findings that are known already: target, rule, package or place, severity, fingerprint. 'pipelineguard baseline update' rewrites it.\n");
        foreach (var entry in baseline.Entries)
            text.Append(entry.Target is null ? Any : Word(entry.Target)).Append(' ').Append(Word(entry.Rule)).Append(' ').Append(Word(entry.Subject)).Append(' ').Append(entry.Severity.ToString().ToLowerInvariant()).Append(' ').Append(Word(entry.Fingerprint)).Append('\n');
        return text.ToString();
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="GuardException">PG8003: a line is none of ours.</exception>
    public static Baseline Read(string text, string file)
    {
        var entries = new List<BaselineEntry>();
        int number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var content = line.Trim();
            if (content.Length == 0 || content[0] == '#') continue;
            if (entries.Count >= MostEntries) throw Wrong(file, number, "It has too many lines.");
            if (content.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var target, var rule, var subject, var severity, var fingerprint])
                throw Wrong(file, number, "Expected five words: target, rule, package or place, severity, fingerprint.");
            if (!Enum.TryParse<Severity>(severity, ignoreCase: true, out var rated) || char.IsAsciiDigit(severity[0])) throw Wrong(file, number, $"'{severity}' is no severity.");
            entries.Add(new(Plain(fingerprint), Plain(rule), Plain(subject), rated, target == Any ? null : Plain(target)));
        }
        return new(entries);
    }

    private static GuardException Wrong(string file, int line, string detail) => new(Problems.BadBaseline, FormattableString.Invariant($"{file}({line},1)"), detail);

    // One word whatever is in it: blanks, controls and what begins a comment are written as in an address.
    private static string Word(string text)
    {
        if (text.Length == 0) return "-";
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value is '%' or '#' or '*' || rune.Value < 32 || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format)
                word.Append(Escaped(rune));
            else word.Append(rune);
        }
        return word.ToString();
    }

    private static string Escaped(Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        return string.Concat(bytes[..rune.EncodeToUtf8(bytes)].ToArray().Select(value => $"%{value:X2}"));
    }

    private static string Plain(string word) => word == "-" ? "" : Uri.UnescapeDataString(word);
}
