using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PipelineGuard.Packages;

/// <summary>The distributions whose packages can be matched with advisories, in one table.</summary>
internal static class Distributions
{
    /// <summary>All of them. Derivatives (<c>ID_LIKE</c>) are not here: they rebuild packages under versions of their own.</summary>
    public static ImmutableArray<DistributionInfo> All { get; } =
    [
        new("debian", "Debian", [PackageType.Deb], AdvisoriesNameSources: true, DistributionReleases.Debian),
        new("ubuntu", "Ubuntu", [PackageType.Deb], AdvisoriesNameSources: true, DistributionReleases.Ubuntu),
        new("alpine", "Alpine", [PackageType.Apk], AdvisoriesNameSources: true, DistributionReleases.Alpine),
        new("wolfi", "Wolfi", [PackageType.Apk], AdvisoriesNameSources: true, ReleaseOf: null),
        new("chainguard", "Chainguard", [PackageType.Apk], AdvisoriesNameSources: true, ReleaseOf: null),
    ];

    private static readonly FrozenDictionary<string, DistributionInfo> ById = All.ToFrozenDictionary(row => row.Id, StringComparer.Ordinal);

    /// <summary>The row of a distribution; null when it is not supported.</summary>
    public static DistributionInfo? Find(Distribution? distribution) =>
        distribution is null ? null : ById.GetValueOrDefault(distribution.Id);
}
