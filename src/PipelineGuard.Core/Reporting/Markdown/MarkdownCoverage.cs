using System.Text;

namespace PipelineGuard.Reporting.Markdown;

/// <summary>What was looked at, with what, and what went wrong.</summary>
internal static class MarkdownCoverage
{
    private const int ShownTargets = 10;
    private const int ShownProblems = 10;
    private const int NameLength = 100;
    private const int TextLength = 300;

    public static string Of(ScanReport report)
    {
        var text = new StringBuilder();
        AppendProblems(text, report);
        if (report.Baseline is { } baseline) text.Append($"{MarkdownText.Escape(BaselineWords.Of(baseline), TextLength)}\n\n");
        text.Append("### What was looked at\n\n| Target | What it is | What was read |\n| --- | --- | --- |\n");
        foreach (var target in report.Targets.Take(ShownTargets))
        {
            text.Append($"| {MarkdownText.Code(target.Name, NameLength)} | {MarkdownText.Escape(CoverageText.Identity(target), NameLength)} | {MarkdownText.Escape(CoverageText.Content(target), TextLength)} |\n");
        }
        text.Append('\n');
        if (report.Targets.Length > ShownTargets) text.Append($"… and {Phrases.Count(report.Targets.Length - ShownTargets, "more target")}.\n\n");
        var exploitation = CoverageText.Exploitation(report) is { Length: > 0 } known ? $" Exploitation: {MarkdownText.Escape(known, TextLength)}." : "";
        text.Append($"Advisories: {MarkdownText.Escape(CoverageText.Advisories(report), TextLength)}.{exploitation} Policy: {MarkdownText.Escape(CoverageText.Policy(report), NameLength)}. PipelineGuard {MarkdownText.Escape(report.ToolVersion, NameLength)}.\n");
        return text.ToString();
    }

    private static void AppendProblems(StringBuilder text, ScanReport report)
    {
        if (report.Problems.IsEmpty) return;
        text.Append("### Problems\n\n");
        foreach (var problem in CoverageText.ProblemsWorstFirst(report).Take(ShownProblems))
        {
            text.Append($"- **{problem.Info.Code}** {MarkdownText.Escape($"{problem.Info.Title}: {problem.Subject}: {problem.Detail}", TextLength)} {problem.Info.Hint}\n");
        }
        if (report.Problems.Length > ShownProblems) text.Append($"- … and {Phrases.Number(report.Problems.Length - ShownProblems)} more\n");
        text.Append('\n');
    }
}
