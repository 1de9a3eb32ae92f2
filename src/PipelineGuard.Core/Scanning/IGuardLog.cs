using PipelineGuard.Findings;

namespace PipelineGuard.Scanning;

/// <summary>How a wrapper listens to a run. Called from several threads; must not throw.</summary>
public interface IGuardLog
{
    /// <summary>Something worth knowing while it happens.</summary>
    void Info(string message);

    /// <summary>A problem, as it is found; it stands in the report too.</summary>
    void Problem(ScanProblem problem);

    /// <summary>How far a long step has come.</summary>
    void Progress(GuardProgress progress);
}

/// <summary>How far a long step has come.</summary>
/// <param name="Step">The step in a user's words: <c>Reading layers</c>.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; null when not known.</param>
public readonly record struct GuardProgress(string Step, long Done, long? Total);
