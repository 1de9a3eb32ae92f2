using System.Collections.Concurrent;
using PipelineGuard.Findings;

namespace PipelineGuard.Images.Building;

/// <summary>Keeps the problems that a test provoked.</summary>
internal sealed class TestLog : IScanLog
{
    private readonly ConcurrentQueue<ScanProblem> _problems = new();

    /// <summary>All problems so far, in a fixed order.</summary>
    public IReadOnlyList<ScanProblem> Problems => [.. _problems.OrderBy(problem => problem.ToString(), StringComparer.Ordinal)];

    /// <summary>The codes of the problems, each once, in order.</summary>
    public IReadOnlyList<string> Codes => [.. Problems.Select(problem => problem.Info.Code).Distinct().Order(StringComparer.Ordinal)];

    public void Report(ScanProblem problem) => _problems.Enqueue(problem);
}
