using System.Collections.Concurrent;
using PipelineGuard.Findings;

namespace PipelineGuard.Advisories;

/// <summary>Keeps what was reported, so that a test can look at it.</summary>
internal sealed class CollectingLog : IScanLog
{
    private readonly ConcurrentQueue<ScanProblem> _problems = [];

    public IReadOnlyCollection<ScanProblem> Problems => _problems;

    public IEnumerable<string> Codes => _problems.Select(problem => problem.Info.Code);

    public void Report(ScanProblem problem) => _problems.Enqueue(problem);
}
