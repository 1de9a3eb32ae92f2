using System.Collections.Immutable;

namespace PipelineGuard.Packages;

/// <summary>What we know about a distribution: one row of <see cref="Distributions"/>.</summary>
/// <param name="Id">Its <c>ID</c> in os-release.</param>
/// <param name="OsvEcosystem">Its name in OSV, without a release; null when OSV has no advisories of it.</param>
/// <param name="PackageTypes">The kinds of packages its package manager installs.</param>
/// <param name="AdvisoriesNameSources">True when its advisories name source packages (Alpine: origins), false when they name installed ones.</param>
/// <param name="ReleaseOf">The release as OSV writes it behind the colon (<c>12</c>, <c>v3.19</c>, <c>24.04:LTS</c>); null when the image does not tell it.</param>
internal sealed record DistributionInfo(
    string Id, string? OsvEcosystem, ImmutableArray<PackageType> PackageTypes, bool AdvisoriesNameSources, Func<Distribution, string?>? ReleaseOf)
{
    /// <summary>The namespace of its package URLs (purl specification, types <c>deb</c>, <c>apk</c> and <c>rpm</c>: the vendor).</summary>
    public string PurlNamespace { get; init; } = Id;

    /// <summary>True for a distribution without releases, whose advisories hold for every image of it.</summary>
    public bool IsRolling => ReleaseOf is null;
}
