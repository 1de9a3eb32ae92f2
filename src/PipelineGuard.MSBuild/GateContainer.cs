using Microsoft.Build.Framework;
using PipelineGuard.MSBuild.Containers;
using PipelineGuard.MSBuild.Messages;
using PipelineGuard.Scanning;

namespace PipelineGuard.MSBuild;

/// <summary>Scans what is about to be pushed, every platform of it, and fails when the policy blocks one.</summary>
public sealed class GateContainer : GuardTask
{
    /// <summary>The archive that the SDK made.</summary>
    [Required]
    public string Archive { get; set; } = "";

    /// <summary>How messages name the image: its repository.</summary>
    [Required]
    public string Repository { get; set; } = "";

    /// <summary>The runtime identifiers of the images in the archive, each with its SARIF file in the metadata <c>Sarif</c>.</summary>
    [Required]
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>What the SDK said of the images that it made.</summary>
    public ITaskItem[] Containers { get; set; } = [];

    /// <summary>The digest of the base image that was used; empty when the image does not tell, or there are several images.</summary>
    [Output]
    public string BaseDigest { get; private set; } = "";

    /// <summary>The SARIF files that were written.</summary>
    [Output]
    public ITaskItem[] SarifFiles { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var results = new List<GuardResult>();
        foreach (var image in Images)
        {
            Sarif = image.GetMetadata("Sarif");
            results.Add(Scan(image, cancellation));
        }
        var worst = results.MaxBy(result => result.Verdict)!;
        (Verdict, ExitCode) = (worst.Verdict.ToString(), worst.ExitCode);
        SarifFiles = [.. Images.Select(image => new Microsoft.Build.Utilities.TaskItem(image.GetMetadata("Sarif")))];
        if (Containers is [var only]) BaseDigest = ContainerConfiguration.Read(only.GetMetadata("Configuration")).BaseDigest ?? "";
    }

    private GuardResult Scan(ITaskItem image, CancellationToken cancellation)
    {
        var options = OwnImage(ChosenOptions()) with { Targets = [Archive] };
        if (Images.Length > 1) options = options with { Platform = ImagePlatform.Of(image.ItemSpec) };
        var result = Guarded(options, cancellation);
        MessageWriter.Write(Log, new ReportMessages(Project).Of(result.Report), Warnings, Sarif);
        Log.LogMessage(MessageImportance.High, "PipelineGuard: {0} ({1}): {2} ({3}) -> {4}", Repository, image.ItemSpec, result.Verdict, Tally.Of(result.Report), Path.GetFullPath(Sarif!));
        return result;
    }
}
