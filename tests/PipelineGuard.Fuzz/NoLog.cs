using PipelineGuard.Findings;

namespace PipelineGuard.Fuzz;

/// <summary>Keeps no problems, but looks at them as a report would.</summary>
internal sealed class NoLog : IScanLog
{
    public void Report(ScanProblem problem)
    {
        if (problem.ToString().Length == 0) throw new InvalidOperationException("A problem says nothing.");
    }
}
