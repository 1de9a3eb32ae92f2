using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Annotations;

/// <summary>The outcome in one line, for logs.</summary>
internal static class VerdictLine
{
    /// <summary><c>PipelineGuard: Block. 43 findings: 7 critical, 36 high. 2 waived.</c></summary>
    public static string Of(ScanReport report)
    {
        var open = new SeverityCounts(report.Findings.Where(finding => finding.State != FindingState.Waived));
        int waived = report.Findings.Length - open.Total;
        return $"PipelineGuard: {report.Verdict}. {Phrases.Count(open.Total, "finding")}{(open.Total > 0 ? $": {open}" : "")}.{(waived > 0 ? $" {Phrases.Number(waived)} waived." : "")}";
    }
}
