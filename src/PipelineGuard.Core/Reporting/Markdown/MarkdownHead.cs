using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.Policy;

namespace PipelineGuard.Reporting.Markdown;

/// <summary>The verdict, its reasons, and what to do first.</summary>
internal static class MarkdownHead
{
    private const int ShownReasons = 5;
    private const int ReasonLength = 300;
    private const int ShownRemedies = 10;
    private const int ShownAdvice = 10;
    private const int AdviceLength = 300;
    private const int ActionLength = 160;
    private const int PlaceLength = 120;

    public static string Of(ScanReport report)
    {
        var text = new StringBuilder();
        var open = new SeverityCounts(report.Findings.Where(finding => finding.State != FindingState.Waived));
        text.Append($"## {Sign(report.Verdict)} PipelineGuard: {report.Verdict}\n\n");
        text.Append($"{Phrases.Count(open.Total, "finding")}{(open.Total > 0 ? $": {open}" : "")}\n\n");
        foreach (var reason in report.Reasons.Take(ShownReasons)) text.Append($"- {MarkdownText.Escape(reason, ReasonLength)}\n");
        if (report.Reasons.Length > ShownReasons) text.Append($"- … and {Phrases.Number(report.Reasons.Length - ShownReasons)} more\n");
        if (!report.Reasons.IsEmpty) text.Append('\n');
        AppendPlan(text, RemedyPlan.Of(report));
        AppendAdvice(text, report);
        return text.ToString();
    }

    private static string Sign(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "✅",
        Verdict.Warn => "⚠️",
        Verdict.Incomplete => "❔",
        Verdict.Block => "⛔",
    };

    private static void AppendPlan(StringBuilder text, RemedyPlan plan)
    {
        if (plan.Remedies.IsEmpty) return;
        text.Append("### What to do first\n\n| | Change | Removes | Where |\n| --- | --- | --- | --- |\n");
        foreach (var remedy in plan.Remedies.Take(ShownRemedies))
        {
            var gate = remedy.Gate == GateAction.None ? "" : ReportWords.Of(remedy.Gate);
            var exploited = remedy.KnownExploited > 0 ? $"; {Phrases.Number(remedy.KnownExploited)} exploited in the wild" : "";
            text.Append($"| {gate} | {MarkdownText.Escape(remedy.Action, ActionLength)} | {remedy.Counts}{exploited} | {MarkdownText.Code(remedy.Where, PlaceLength)} |\n");
        }
        text.Append('\n');
        if (plan.Remedies.Length > ShownRemedies) text.Append($"… and {Phrases.Count(plan.Remedies.Length - ShownRemedies, "more change")}.\n\n");
        if (!plan.Unfixed.IsEmpty) text.Append($"No fix is known yet for {Phrases.Count(plan.Unfixed.Length, "vulnerability", "vulnerabilities")}: {new SeverityCounts(plan.Unfixed)}.\n\n");
    }

    private static void AppendAdvice(StringBuilder text, ScanReport report)
    {
        string[] lines = [.. report.Targets.SelectMany(BaseAdviceText.Of)];
        if (lines.Length == 0) return;
        text.Append($"### {BaseAdviceText.Heading}\n\n");
        foreach (var line in lines.Take(ShownAdvice)) text.Append($"- {MarkdownText.Escape(line, AdviceLength)}\n");
        if (lines.Length > ShownAdvice) text.Append($"- … and {Phrases.Number(lines.Length - ShownAdvice)} more\n");
        text.Append('\n');
    }
}
