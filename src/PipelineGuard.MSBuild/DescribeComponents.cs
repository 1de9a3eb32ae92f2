using Microsoft.Build.Framework;
using PipelineGuard.Scanning;

namespace PipelineGuard.MSBuild;

/// <summary>Writes the label by which an image tells what its natively compiled program was made from (<see cref="NativeComponents"/>).</summary>
public sealed class DescribeComponents : GuardTask
{
    /// <summary>The <c>project.assets.json</c> of the restore.</summary>
    [Required]
    public string AssetsFile { get; set; } = "";

    /// <summary>The platform that is published for.</summary>
    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>The file name of the program.</summary>
    [Required]
    public string Program { get; set; } = "";

    /// <summary>The label: its name, with its text in the metadata <c>Value</c>.</summary>
    [Output]
    public ITaskItem? Label { get; private set; }

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var label = new Microsoft.Build.Utilities.TaskItem(NativeComponents.Label);
        // MSBuild takes what follows a percent sign for a character that was escaped.
        label.SetMetadata("Value", NativeComponents.Describe(AssetsFile, RuntimeIdentifier, Program).Replace("%", "%25", StringComparison.Ordinal));
        Label = label;
    }
}
