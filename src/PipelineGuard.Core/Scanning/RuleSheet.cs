using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning;

/// <summary>
/// How one rule is laid out, wherever it is shown: what it asks for, why, how, examples of both kinds, and its equivalents in other tools.
/// <c>rules explain</c> and <c>docs/rules.md</c> differ in their notation and in the number of examples only.
/// </summary>
internal sealed class RuleSheet
{
    private RuleSheet(string heading, string strong, string code, int examples) => (Heading, Strong, Code, Examples) = (heading, strong, code, examples);

    /// <summary>Plain text, for terminals: all examples.</summary>
    public static RuleSheet Plain { get; } = new("", "", "", int.MaxValue);

    /// <summary>Markdown, for the reference: one example of each kind.</summary>
    public static RuleSheet Markdown { get; } = new("#### ", "**", "`", 1);

    private string Heading { get; }

    private string Strong { get; }

    private string Code { get; }

    private int Examples { get; }

    /// <summary>Lays out a rule: lines that end with a line feed, none of them blank at either end.</summary>
    public string Write(RuleInfo rule)
    {
        var text = new StringBuilder($"{Heading}{rule.Id}: {rule.Title}\n\n");
        text.Append($"{Strong}{rule.Severity}{(rule.IsStrict ? ", strict" : "")}.{Strong} {Prose(rule.Why)}\n\n{Strong}Fix:{Strong} {Prose(rule.Fix)}\n");
        AppendExamples(text, "Reported", rule.Flags);
        AppendExamples(text, "Fine", rule.Allows);
        if (!rule.Tags.IsEmpty) text.Append($"\nEquivalents: {string.Join(", ", rule.Tags.Select(tag => $"{Code}{tag}{Code}"))}\n");
        return text.ToString();
    }

    // Indented, and in Markdown not fenced: an example may hold any fence. It is never the first thing after a list.
    private void AppendExamples(StringBuilder text, string title, ImmutableArray<string> examples)
    {
        if (examples.IsEmpty) return;
        text.Append($"\n{title}:\n");
        foreach (var example in examples.Take(Examples))
        {
            text.Append('\n');
            foreach (var line in example.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')) text.Append(line.Length == 0 ? "" : $"    {line}").Append('\n');
        }
    }

    // In Markdown what looks like a tag (<name>) would vanish.
    private string Prose(string text) => this == Markdown ? text.Replace("<", "&lt;", StringComparison.Ordinal) : text;
}
