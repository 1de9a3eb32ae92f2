using System.Collections.Concurrent;
using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning;

/// <summary>Gathers problems from all threads, tells the wrapper of each, and gives them back in an order that never varies.</summary>
internal sealed class ProblemCollector(IGuardLog log) : IScanLog
{
    private readonly ConcurrentBag<ScanProblem> _problems = [];

    /// <summary>All so far: worst effect first, then by code and text, each once.</summary>
    public ImmutableArray<ScanProblem> All =>
    [
        .. _problems.Distinct()
            .OrderByDescending(problem => problem.Info.Effect)
            .ThenBy(problem => problem.Info.Code, StringComparer.Ordinal)
            .ThenBy(problem => problem.Target, StringComparer.Ordinal)
            .ThenBy(problem => problem.Subject, StringComparer.Ordinal)
            .ThenBy(problem => problem.Detail, StringComparer.Ordinal),
    ];

    public void Report(ScanProblem problem)
    {
        _problems.Add(problem);
        log.Problem(problem);
    }

    /// <summary>A log whose problems belong to one target.</summary>
    public IScanLog For(string target) => new OfTarget(this, target);

    private sealed class OfTarget(ProblemCollector all, string target) : IScanLog
    {
        public void Report(ScanProblem problem) => all.Report(problem with { Target = target });
    }
}
