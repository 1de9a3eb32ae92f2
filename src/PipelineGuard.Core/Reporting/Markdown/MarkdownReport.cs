using System.Text;

namespace PipelineGuard.Reporting.Markdown;

/// <summary>Writes a report for a step summary or a comment on a pull request: the verdict and what to do stay in view, the long lists are folded.</summary>
internal static class MarkdownReport
{
    /// <summary>What a GitHub step summary may hold.</summary>
    public const int StepSummaryBytes = 1 << 20;

    // GitHub's comments hold 65,536 characters, Azure's 150,000, GitLab's a million; some room is left for what a host's wrapper adds.
    private const int CommentBytes = 60_000;

    public static void Write(ScanReport report, TextWriter writer) => Write(report, writer, StepSummaryBytes);

    /// <summary>The same within what a comment on a pull request holds.</summary>
    public static void WriteComment(ScanReport report, TextWriter writer) => Write(report, writer, CommentBytes);

    /// <summary>Writes at most so many bytes of UTF-8; the least severe findings are left out first, and it says how many.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="maxBytes">The room there is, 60,000 or more.</param>
    public static void Write(ScanReport report, TextWriter writer, int maxBytes)
    {
        var head = MarkdownHead.Of(report);
        var coverage = MarkdownCompliance.Of(report) + MarkdownCoverage.Of(report);
        int room = maxBytes - Encoding.UTF8.GetByteCount(head) - Encoding.UTF8.GetByteCount(coverage);
        writer.Write(head);
        writer.Write(MarkdownFindings.Of([.. report.Findings.Order()], report.Targets.Length > 1, room));
        writer.Write(coverage);
    }
}
