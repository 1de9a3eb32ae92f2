using System.Collections.Immutable;
using PipelineGuard.Advisories;
using PipelineGuard.Attribution.BaseNames;
using PipelineGuard.Baselines;
using PipelineGuard.Compliance;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Packages.DotNet;
using PipelineGuard.Policy;

namespace PipelineGuard.Reporting;

/// <summary>Everything one scan learned: what every report is written from. It holds no time of day, so the same scan gives the same bytes.</summary>
public sealed record ScanReport
{
    /// <summary>The version of PipelineGuard that made it.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The outcome.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why the verdict is what it is, one sentence each, worst first; empty for Pass.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>What was scanned, in the order the user gave.</summary>
    public ImmutableArray<TargetReport> Targets { get; init; } = [];

    /// <summary>All findings, waived ones included, in the order of <see cref="Finding.CompareTo"/>.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>The rules behind the findings that are not vulnerabilities, by id.</summary>
    public ImmutableArray<RuleInfo> Rules { get; init; } = [];

    /// <summary>What went wrong, in a fixed order.</summary>
    public ImmutableArray<ScanProblem> Problems { get; init; } = [];

    /// <summary>The advisory data at hand, by ecosystem.</summary>
    public ImmutableArray<AdvisoryDataInfo> Advisories { get; init; } = [];

    /// <summary>The data about exploitation at hand: CISA's catalogue, EPSS; empty when there was none.</summary>
    public ImmutableArray<ExploitationDataInfo> Exploitation { get; init; } = [];

    /// <summary>How the findings compare with the baseline; null without one.</summary>
    public BaselineComparison? Baseline { get; init; }

    /// <summary>The time that <c>SOURCE_DATE_EPOCH</c> asks to be named as the time of making (reproducible-builds.org); null when it is not set.</summary>
    public DateTimeOffset? SourceDate { get; init; }

    /// <summary>The controls of each standard that was asked for, in the order asked; empty when none was.</summary>
    public ImmutableArray<ComplianceResult> Compliance { get; init; } = [];

    /// <summary>The policy file used, relative to the working directory; null for the built-in policy.</summary>
    public string? PolicyFile { get; init; }
}

/// <summary>What was read of one target: its part of the coverage statement.</summary>
/// <param name="Name">The target as the user named it.</param>
/// <param name="Kind">What it turned out to be: <c>docker-archive</c>, <c>oci-dir</c>, <c>oci-archive</c>, <c>rootfs</c>, <c>registry</c>, <c>docker</c>, <c>podman</c>, <c>sbom</c>, <c>dockerfile</c>.</param>
public sealed record TargetReport(string Name, string Kind)
{
    /// <summary>A stable name without tag, digest and host path, for categories and alerts: <c>shop</c> for <c>/tmp/x/shop.tar</c>.</summary>
    public required string LogicalName { get; init; }

    /// <summary>Digest of the manifest, or of the config where there is no manifest; null when it is no image.</summary>
    public string? Digest { get; init; }

    /// <summary><c>os/architecture[/variant]</c>; null when unknown.</summary>
    public string? Platform { get; init; }

    /// <summary>Digest of what its name stands for: of the index where it holds several platforms; null when that is not known.</summary>
    internal string? OfferedDigest { get; init; }

    /// <summary>The name recorded in the image, with its tag; null when there is none.</summary>
    internal string? RecordedName { get; init; }

    /// <summary>When the image says it was made; null when it does not.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The image's operating system; null when not recognised or not an image.</summary>
    public Distribution? Distribution { get; init; }

    /// <summary>The base image; null when it is not known.</summary>
    public BaseImageFacts? Base { get; init; }

    /// <summary>What newer base images would change; null when nobody asked, or when nothing could be looked at.</summary>
    public BaseAdvice? Advice { get; init; }

    /// <summary>The advice, one sentence for each thing to know; empty without. May hold text from the image.</summary>
    public IEnumerable<string> AdviceInWords => BaseAdviceText.Of(this);

    /// <summary>The layers, bottom first; those that could not be read are marked.</summary>
    public ImmutableArray<LayerReport> Layers { get; init; } = [];

    /// <summary>The packages found, sorted by type, name, version and place.</summary>
    public ImmutableArray<Package> Packages { get; init; } = [];

    /// <summary>The .NET applications that need shared frameworks, and the versions they would run on, by path.</summary>
    public ImmutableArray<DotNetApplication> DotNetApplications { get; init; } = [];

    /// <summary>What stands beside the image in its registry: signatures, bills of materials, VEX. Listed, not verified.</summary>
    public ImmutableArray<ImageAttachment> Attachments { get; init; } = [];
}

/// <summary>The image that another one stands on.</summary>
/// <param name="Name">Its name, as whoever names it spells it. May hold text from the image.</param>
/// <param name="By">Who names it: <c>declared</c>, <c>label</c>, <c>annotation</c>, <c>dockerfile</c>, <c>layers</c> (an image that was scanned before has the same first layers).</param>
public sealed record BaseImageFacts(string Name, string By)
{
    /// <summary>The digest of its manifest; null when it is not named.</summary>
    public string? Digest { get; init; }

    /// <summary>Where the sources write it; null when they do not.</summary>
    internal WrittenName? Written { get; init; }
}

/// <summary>One layer in a report.</summary>
/// <param name="Facts">Which layer.</param>
/// <param name="Bytes">Size when uncompressed, in bytes.</param>
/// <param name="Files">Regular files in it.</param>
/// <param name="Complete">False when part of it could not be read.</param>
public sealed record LayerReport(LayerFacts Facts, long Bytes, int Files, bool Complete);
