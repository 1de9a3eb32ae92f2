using System.Globalization;
using PipelineGuard.Findings;
using PipelineGuard.Reporting;

namespace PipelineGuard.MSBuild.Messages;

/// <summary>Counts findings for the one line that sums up a scan.</summary>
internal static class Tally
{
    /// <summary><c>12 findings, 1 block, 3 warn</c>.</summary>
    public static string Of(ScanReport report)
    {
        int blocks = report.Findings.Count(finding => finding.Gate == GateAction.Block), warns = report.Findings.Count(finding => finding.Gate == GateAction.Warn);
        return string.Create(CultureInfo.InvariantCulture, $"{report.Findings.Length} findings, {blocks} block, {warns} warn");
    }
}
