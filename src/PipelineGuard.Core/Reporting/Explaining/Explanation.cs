using System.Collections.Immutable;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Vulnerabilities.Explaining;

namespace PipelineGuard.Reporting.Explaining;

/// <summary>The short answer.</summary>
internal enum ExplainedAnswer
{
    /// <summary>It holds for no installed package.</summary>
    NotAffected,

    /// <summary>It holds for a package, but a waiver or a VEX document says that it does not count.</summary>
    Waived,

    /// <summary>It holds for a package.</summary>
    Affected,

    /// <summary>Something that the answer depends on could not be looked at.</summary>
    Unknown,
}

/// <summary>Why a vulnerability was or was not found: what <c>pipelineguard explain</c> tells.</summary>
/// <param name="Question">The id as it was asked for.</param>
/// <param name="Lookup">What the data says under that id.</param>
/// <param name="Answer">The short answer.</param>
internal sealed record Explanation(string Question, AdvisoryLookup Lookup, ExplainedAnswer Answer)
{
    /// <summary>The version of PipelineGuard that made it.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>What the targets were narrowed to: a package's name, its source's or a package URL; null for all packages.</summary>
    public string? PackageName { get; init; }

    /// <summary>One for each target.</summary>
    public ImmutableArray<TargetExplanation> Targets { get; init; } = [];

    /// <summary>What the policy makes of it, one sentence each; empty when nothing holds.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>What CISA's catalogue says.</summary>
    public ExploitedAnswer Exploited { get; init; }

    /// <summary>What EPSS says; null when it has no score, or is not at hand.</summary>
    public ExploitPrediction? Prediction { get; init; }

    /// <summary>What went wrong.</summary>
    public ImmutableArray<ScanProblem> Problems { get; init; } = [];

    /// <summary>The advisory data of the targets' ecosystems.</summary>
    public ImmutableArray<AdvisoryDataInfo> Advisories { get; init; } = [];

    /// <summary>The policy file; null for the built-in one.</summary>
    public string? PolicyFile { get; init; }
}

/// <summary>The answer for one target.</summary>
/// <param name="Target">What was read of it.</param>
/// <param name="Packages">The packages that an advisory names, those that came nearest to a match first.</param>
internal sealed record TargetExplanation(TargetReport Target, ImmutableArray<PackageExplanation> Packages)
{
    /// <summary>Installed packages that were asked for by name, and that no advisory names; each as a package URL.</summary>
    public ImmutableArray<string> Unnamed { get; init; } = [];

    /// <summary>What the advisories name and the target does not have; the target's own ecosystems first.</summary>
    public ImmutableArray<AbsentPackage> Absent { get; init; } = [];
}

/// <summary>The answer for one package.</summary>
/// <param name="Trace">The steps.</param>
/// <param name="Purl">Its package URL, with version.</param>
/// <param name="Layer">The layer that brought it; null when unknown.</param>
/// <param name="Findings">What a scan reports about it, judged by the policy; empty when nothing holds, several for an erratum.</param>
internal sealed record PackageExplanation(PackageTrace Trace, string Purl, LayerFacts? Layer, ImmutableArray<Finding> Findings);

/// <summary>A package that an advisory names and a target does not have.</summary>
/// <param name="Ecosystem">Its ecosystem, without release.</param>
/// <param name="Package">Its name.</param>
/// <param name="IsOfTarget">True when the target has other packages of that ecosystem.</param>
internal sealed record AbsentPackage(string Ecosystem, string Package, bool IsOfTarget);
