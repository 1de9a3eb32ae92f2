using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Vulnerabilities;

/// <summary>Which advisories are meant for a package: module streams of Red Hat and its kin, Ubuntu's channels, errata that are no security updates.</summary>
public sealed class ApplicableClaimsTests
{
    private static readonly Distribution Alma = new("almalinux", "8.10");
    private static readonly Distribution Jammy = new("ubuntu", "22.04");

    [Theory]
    [InlineData("nodejs:18:8090020240301110609:a75119d5", true)]
    [InlineData("nodejs:20:8090020240301110609:a75119d5", false)]
    [InlineData("nodejs", true)] // Which stream it is, nobody says: better reported than passed over.
    public void A_stream_is_matched_with_its_own_advisories(string label, bool isAffected)
    {
        var package = new Package(PackageType.Rpm, "nodejs", "1:18.19.1-1.module_el8.9.0+3744+a8a7ca30") { Module = label };
        var advisories = new MadeAdvisories().With("nodejs", new("ALSA-1") { Summary = "Important: nodejs:18 security update", Related = ["CVE-1"] }, "0..1:18.20.2-1.module_el8.9.0+3797+ee3bf8e1");

        Assert.Equal(isAffected, Match(advisories, package, Alma).Length == 1);
    }

    [Theory]
    [InlineData("0..1:20.0.0-1.el8", null, false)]
    [InlineData("0..1:20.0.0-1.el8", "1:18.19.1-1.el8", true)]
    [InlineData("0..1:20.0.0-1.module_el8.9.0+3797+ee3bf8e1", "1:18.19.1-1.el8", false)]
    [InlineData("0..1:20.0.0-1.module+el8.9.0+3797+ee3bf8e1", null, true)]
    [InlineData("0..", null, true)]
    public void Packages_of_modules_and_others_are_kept_apart(string range, string? version, bool isAffected)
    {
        var package = new Package(PackageType.Rpm, "nodejs", version ?? "1:18.19.1-1.module_el8.9.0+3744+a8a7ca30");
        var advisories = new MadeAdvisories().With("nodejs", new("ALSA-1") { Summary = "Important: nodejs security update", Related = ["CVE-1"] }, range);

        Assert.Equal(isAffected, Match(advisories, package, Alma).Length == 1);
    }

    [Theory]
    [InlineData("1:18.20.2-1.module_el8.9.0+1+a", true)]
    [InlineData("1:18.20.2-1.module_el8.9.0+2+b", false)]
    public void One_build_of_several_is_fix_enough(string installed, bool isAffected)
    {
        var advisory = new Advisory("ALSA-1") { Summary = "Important: nodejs:18 security update", Related = ["CVE-1"] };
        var advisories = new MadeAdvisories()
            .With("nodejs", advisory, "0..1:18.20.2-1.module_el8.9.0+9+c")
            .With("nodejs", advisory, "0..1:18.20.2-1.module_el8.9.0+2+b");

        Assert.Equal(isAffected, Match(advisories, new Package(PackageType.Rpm, "nodejs", installed) { Module = "nodejs:18:1:a" }, Alma).Length == 1);
    }

    [Theory]
    [InlineData("ALBA-2024:1", false, false)]
    [InlineData("ALEA-2024:1", false, false)]
    [InlineData("RHBA-2024:1", false, false)]
    [InlineData("RHBA-2024:1", true, true)]
    [InlineData("ALSA-2024:1", false, true)]
    public void An_update_that_fixes_no_vulnerability_is_no_finding(string id, bool namesCve, bool isAffected)
    {
        var advisories = new MadeAdvisories().With("bash", new(id) { Summary = "bash bug fix update", Related = namesCve ? ["CVE-1"] : [] }, "0..5.0-1.el8");

        Assert.Equal(isAffected, Match(advisories, new(PackageType.Rpm, "bash", "4.4-1.el8"), Alma).Length == 1);
    }

    [Theory]
    [InlineData("1.0-1ubuntu1", "22.04:LTS 0..", "Pro:22.04:LTS 0..1.0-1ubuntu1+esm2", FixState.NotFixed, null)] // Its own channel counts.
    [InlineData("1.0-1ubuntu1", null, "Pro:22.04:LTS 0..1.0-1ubuntu1+esm2", FixState.NotFixed, null)] // Vulnerable, but the fix is for others.
    [InlineData("1.0-1ubuntu1+esm1", "22.04:LTS 0..", "Pro:22.04:LTS 0..1.0-1ubuntu1+esm2", FixState.Fixed, "1.0-1ubuntu1+esm2")]
    [InlineData("1.0-1ubuntu1+esm1", "22.04:LTS 0..1.0-1ubuntu9", null, FixState.Fixed, "1.0-1ubuntu9")]
    public void Fixes_of_extended_maintenance_are_for_images_that_have_it(string installed, string? own, string? pro, FixState state, string? fixedIn)
    {
        var advisory = new Advisory("UBUNTU-CVE-2024-1") { Upstream = ["CVE-2024-1"] };
        var advisories = new MadeAdvisories();
        foreach (var claim in new[] { own, pro }.OfType<string>()) advisories.WithRelease("thing", advisory, claim.Split(' ')[0], claim.Split(' ')[1]);

        var vulnerability = Assert.Single(Match(advisories, new(PackageType.Deb, "thing", installed), Jammy));

        Assert.Equal((state, fixedIn), (vulnerability.Facts.FixState, vulnerability.FixedIn));
    }

    [Fact]
    public void A_package_that_extended_maintenance_has_fixed_is_not_affected()
    {
        var advisory = new Advisory("UBUNTU-CVE-2024-1");
        var advisories = new MadeAdvisories().WithRelease("thing", advisory, "22.04:LTS", "0..").WithRelease("thing", advisory, "Pro:22.04:LTS", "0..1.0-1ubuntu1+esm2");

        Assert.Empty(Match(advisories, new(PackageType.Deb, "thing", "1.0-1ubuntu1+esm2"), Jammy));
    }

    [Theory]
    [InlineData("Red Hat", "enterprise_linux:9", "enterprise_linux:9::appstream", true)]
    [InlineData("Red Hat", "enterprise_linux:9", "enterprise_linux:9", true)]
    [InlineData("Red Hat", "enterprise_linux:10", "enterprise_linux:10.1", true)]
    [InlineData("Red Hat", "enterprise_linux:1", "enterprise_linux:10.1", false)]
    [InlineData("Red Hat", "enterprise_linux:9", "rhel_eus:9.2::baseos", false)]
    [InlineData("Red Hat", "enterprise_linux:9", "openshift:4.12::el9", false)]
    [InlineData("SUSE", "15 SP5", "Linux Enterprise Server 15 SP5", true)]
    [InlineData("SUSE", "15 SP5", "Linux Enterprise Module for Basesystem 15 SP5", true)]
    [InlineData("SUSE", "15 SP5", "Linux Enterprise Server 15 SP5-LTSS", true)]
    [InlineData("SUSE", "15", "Linux Enterprise Server 15 SP5", false)]
    [InlineData("SUSE", "15", "Linux Enterprise Server 15", true)]
    [InlineData("Ubuntu", "22.04:LTS", "Pro:22.04:LTS", true)]
    [InlineData("Ubuntu", "22.04:LTS", "Pro:FIPS:22.04:LTS", false)]
    [InlineData("Debian", "12", "12", true)]
    [InlineData("Debian", "12", "1", false)]
    [InlineData("Debian", null, "12", false)]
    public void Advisories_are_for_the_products_of_a_release(string ecosystem, string? wanted, string stated, bool isIncluded) =>
        Assert.Equal(isIncluded, Ecosystem.IncludesRelease(ecosystem, wanted, stated));

    private static Vulnerability[] Match(MadeAdvisories advisories, Package package, Distribution distribution) =>
        [.. new VulnerabilityMatcher(advisories, isDistribution: true, advisories, new CollectingLog()).Match(AdvisoryKey.For(package, distribution)!.Value)];
}
