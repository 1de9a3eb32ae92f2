using PipelineGuard.Findings;

namespace PipelineGuard.Packages;

/// <summary>Keeps the problems reported to it, in their order.</summary>
internal sealed class ProblemList : IScanLog
{
    public List<ScanProblem> Problems { get; } = [];

    public void Report(ScanProblem problem) => Problems.Add(problem);
}
