using PipelineGuard.Policy;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>What a finished run learned.</summary>
/// <param name="Report">Everything that was found; already written to the files that were asked for.</param>
/// <param name="ExitCode">The process exit code that belongs to the verdict: 0 Pass or Warn, 1 Block, 3 Incomplete, or the chosen code for Warn.</param>
public sealed record GuardResult(ScanReport Report, int ExitCode)
{
    /// <summary>The outcome.</summary>
    public Verdict Verdict => Report.Verdict;
}
