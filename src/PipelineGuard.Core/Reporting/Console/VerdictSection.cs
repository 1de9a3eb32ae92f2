using PipelineGuard.Findings;
using Spectre.Console;

namespace PipelineGuard.Reporting.Console;

/// <summary>The outcome and its reasons: the last lines of the report.</summary>
internal static class VerdictSection
{
    private const int ShownReasons = 6;

    public static void Write(ScanReport report, IAnsiConsole console)
    {
        console.WriteLine();
        foreach (var reason in report.Reasons.Take(ShownReasons)) console.Write(Cells.Line($"- {reason}", Styles.Plain));
        Cells.Folded(console, report.Reasons.Length - ShownReasons, "reason", "reasons");
        if (report.Baseline is { } baseline) console.Write(Cells.Line(BaselineWords.Of(baseline), Styles.Plain));
        var open = new SeverityCounts(report.Findings.Where(finding => finding.State != FindingState.Waived));
        var line = new Paragraph($"Verdict: {report.Verdict}", Styles.Of(report.Verdict));
        line.Append($"  {Phrases.Count(open.Total, "finding")}{(open.Total > 0 ? $": {open}" : "")}", Styles.Plain);
        console.Write(line);
        console.WriteLine();
    }
}
