using Microsoft.Build.Framework;
using PipelineGuard.Findings;
using PipelineGuard.MSBuild.Messages;
using PipelineGuard.Scanning;

namespace PipelineGuard.MSBuild;

/// <summary>Scans images, or whatever else the command line can scan.</summary>
public sealed class ScanContainerImage : GuardTask
{
    /// <summary>What to scan, as the command line takes it: archives, folders, Dockerfiles, bills of materials.</summary>
    public ITaskItem[] Targets { get; set; } = [];

    /// <summary>True when the targets are the project's own image or Dockerfile: then its files are the sources.</summary>
    public bool IsOwn { get; set; }

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        if (Targets is []) throw new GuardException(Problems.BadUsage, "PipelineGuardTargets", "There is nothing to scan: name images, or publish the project's own with ContainerArchiveOutputPath.");
        var chosen = ChosenOptions();
        var options = (IsOwn ? OwnImage(chosen) : chosen) with { Targets = [.. Targets.Select(target => target.ItemSpec)] };
        var result = Guarded(options, cancellation);
        MessageWriter.Write(Log, new ReportMessages(Project).Of(result.Report), Warnings, Sarif);
        Summarise(result);
    }

    private void Summarise(GuardResult result)
    {
        var name = string.Join(", ", Targets.Select(target => target.ItemSpec));
        Log.LogMessage(MessageImportance.High, "PipelineGuard: {0}: {1} ({2}){3}", name, Verdict, Tally.Of(result.Report), string.IsNullOrEmpty(Sarif) ? "" : $" -> {Path.GetFullPath(Sarif)}");
    }
}
