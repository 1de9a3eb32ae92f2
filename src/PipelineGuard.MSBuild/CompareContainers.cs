using Microsoft.Build.Framework;
using PipelineGuard.Findings;
using PipelineGuard.MSBuild.Containers;

namespace PipelineGuard.MSBuild;

/// <summary>
/// Makes sure that what was pushed stands on the base image that was scanned: the SDK makes an image anew for every place it goes to, and a tag may have
/// moved meanwhile. The topmost layer, the published files, has new timestamps each time and is not compared.
/// </summary>
public sealed class CompareContainers : GuardTask
{
    /// <summary>The images that were scanned, as the SDK described them.</summary>
    public ITaskItem[] Scanned { get; set; } = [];

    /// <summary>The images that were pushed, as the SDK described them.</summary>
    public ITaskItem[] Pushed { get; set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        if (!BasesOf(Scanned).SetEquals(BasesOf(Pushed)))
            throw new GuardException(Problems.PushedAnotherImage, Path.GetFileName(Project), "Its base image is not the one that was scanned: the tag was moved meanwhile.");
    }

    private static HashSet<string> BasesOf(ITaskItem[] containers) =>
        containers.Select(container => string.Join(' ', ContainerConfiguration.Read(container.GetMetadata("Configuration")).Layers.SkipLast(1))).ToHashSet(StringComparer.Ordinal);
}
