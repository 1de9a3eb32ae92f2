using System.Text;

namespace PipelineGuard.Reporting.Markdown;

/// <summary>Writes a report for a step summary or a comment on a pull request: the verdict and what to do stay in view, the long lists are folded.</summary>
internal static class MarkdownReport
{
    /// <summary>What a GitHub step summary may hold. A comment on a pull request holds 65,536 characters.</summary>
    public const int StepSummaryBytes = 1 << 20;

    public static void Write(ScanReport report, TextWriter writer) => Write(report, writer, StepSummaryBytes);

    /// <summary>Writes at most so many bytes of UTF-8; the least severe findings are left out first, and it says how many.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="maxBytes">The room there is, 65,536 or more.</param>
    public static void Write(ScanReport report, TextWriter writer, int maxBytes)
    {
        var head = MarkdownHead.Of(report);
        var coverage = MarkdownCoverage.Of(report);
        int room = maxBytes - Encoding.UTF8.GetByteCount(head) - Encoding.UTF8.GetByteCount(coverage);
        writer.Write(head);
        writer.Write(MarkdownFindings.Of([.. report.Findings.Order()], report.Targets.Length > 1, room));
        writer.Write(coverage);
    }
}
