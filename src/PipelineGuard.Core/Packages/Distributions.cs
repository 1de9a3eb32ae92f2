using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PipelineGuard.Packages;

/// <summary>The distributions that we know, in one table.</summary>
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
        new("minimos", "MinimOS", [PackageType.Apk], AdvisoriesNameSources: true, ReleaseOf: null),

        new("almalinux", "AlmaLinux", [PackageType.Rpm], AdvisoriesNameSources: false, DistributionReleases.Major),
        new("rocky", "Rocky Linux", [PackageType.Rpm], AdvisoriesNameSources: true, DistributionReleases.Major),
        new("rhel", "Red Hat", [PackageType.Rpm], AdvisoriesNameSources: false, DistributionReleases.RedHat) { PurlNamespace = "redhat" },
        new("azurelinux", "Azure Linux", [PackageType.Rpm], AdvisoriesNameSources: true, DistributionReleases.Major),
        new("mariner", "Azure Linux", [PackageType.Rpm], AdvisoriesNameSources: true, DistributionReleases.Major),
        new("sles", "SUSE", [PackageType.Rpm], AdvisoriesNameSources: true, DistributionReleases.Suse) { PurlNamespace = "suse" },
        new("sled", "SUSE", [PackageType.Rpm], AdvisoriesNameSources: true, DistributionReleases.Suse) { PurlNamespace = "suse" },
        new("opensuse-leap", "openSUSE", [PackageType.Rpm], AdvisoriesNameSources: true, DistributionReleases.Leap) { PurlNamespace = "opensuse" },
        new("opensuse-tumbleweed", "openSUSE", [PackageType.Rpm], AdvisoriesNameSources: true, _ => "Tumbleweed") { PurlNamespace = "opensuse" },
        new("openeuler", "openEuler", [PackageType.Rpm], AdvisoriesNameSources: true, DistributionReleases.OpenEuler),
        new("mageia", "Mageia", [PackageType.Rpm], AdvisoriesNameSources: true, DistributionReleases.Major),
        new("photon", "Photon OS", [PackageType.Rpm], AdvisoriesNameSources: false, DistributionReleases.MajorAndMinor),

        // OSV has nothing of these: their packages are listed, and the report says that nobody could judge them.
        new("centos", OsvEcosystem: null, [PackageType.Rpm], AdvisoriesNameSources: false, ReleaseOf: null),
        new("fedora", OsvEcosystem: null, [PackageType.Rpm], AdvisoriesNameSources: false, ReleaseOf: null),
        new("amzn", OsvEcosystem: null, [PackageType.Rpm], AdvisoriesNameSources: false, ReleaseOf: null) { PurlNamespace = "amazon" },
        new("ol", OsvEcosystem: null, [PackageType.Rpm], AdvisoriesNameSources: false, ReleaseOf: null) { PurlNamespace = "oracle" },
    ];

    private static readonly FrozenDictionary<string, DistributionInfo> ById = All.ToFrozenDictionary(row => row.Id, StringComparer.Ordinal);

    /// <summary>The row of a distribution; null when it is not known.</summary>
    public static DistributionInfo? Find(Distribution? distribution) =>
        distribution is null ? null : ById.GetValueOrDefault(distribution.Id);
}
