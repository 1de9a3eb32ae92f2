using PipelineGuard.Findings;

namespace PipelineGuard.Scanning;

/// <summary>Listens to a run and says nothing.</summary>
internal sealed class SilentLog : IGuardLog
{
    public void Info(string message)
    {
    }

    public void Problem(ScanProblem problem)
    {
    }

    public void Progress(GuardProgress progress)
    {
    }
}
