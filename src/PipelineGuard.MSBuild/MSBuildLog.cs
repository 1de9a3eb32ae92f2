using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using PipelineGuard.Findings;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.MSBuild;

/// <summary>Tells a build what a run says while it happens.</summary>
internal sealed class MSBuildLog(TaskLoggingHelper log) : IGuardLog
{
    public void Info(string message) => log.LogMessage(MessageImportance.Normal, "{0}", SafeText.OneLine(message));

    // Problems stand in the report, and are shown from there when the verdict is known.
    public void Problem(ScanProblem problem)
    {
    }

    public void Progress(GuardProgress progress)
    {
    }
}
