using System.Collections.Immutable;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>What reading one target gave, before packages are matched and findings judged.</summary>
/// <param name="Report">Its part of the report.</param>
/// <param name="Inventory">What is installed in it.</param>
internal sealed record TargetScan(TargetReport Report, Inventory Inventory)
{
    /// <summary>How the image was made and runs; null for what is no image.</summary>
    public ImageConfig? Config { get; init; }

    /// <summary>The Dockerfile; null for what is none.</summary>
    public Dockerfile? Dockerfile { get; init; }

    /// <summary>What was found while reading.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Judges a Dockerfile again, now that something is known about its base images; gives what that adds. Null for what is none.</summary>
    public Func<BasePlatformFacts, IEnumerable<Finding>>? JudgePlatforms { get; init; }

    /// <summary>What blocks in this target besides, until the policy names a <c>block</c> of its own; null for nothing.</summary>
    public Threshold? Blocks { get; init; }

    /// <summary>What strict rules found: only what a compliance template asks for is reported.</summary>
    public ImmutableArray<Finding> StrictFindings { get; init; } = [];

    /// <summary>Takes the secrets that the target says about itself out of a text that quotes it.</summary>
    public Func<string, string> Redact { get; init; } = text => text;

    /// <summary>Tells what the rule of an id had before it; null for rules that are not about the target. Only reports of controls ask.</summary>
    public Func<string, Examination?> Examined { get; init; } = _ => null;
}
