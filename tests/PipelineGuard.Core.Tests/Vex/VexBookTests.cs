using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Policy;

namespace PipelineGuard.Vex;

/// <summary>Which statement holds for which finding.</summary>
public sealed class VexBookTests
{
    private const string Hash = "6708f988e29e031b2ea0fdaafb67eef89a1f182be5e952dee988aa2d4190e607";
    private static readonly VexTarget Shop = new("shop.tar", "shop", $"sha256:{Hash}", "linux/amd64");

    [Theory]
    [InlineData(true, "pkg:deb/debian/openssl@3.0.11-1?arch=amd64")]
    [InlineData(true, "pkg:deb/debian/openssl@3.0.11-1")]
    [InlineData(true, "pkg:deb/debian/openssl")]
    [InlineData(false, "pkg:deb/debian/openssl@3.0.12-1")]
    [InlineData(false, "pkg:deb/debian/openssl?arch=arm64")]
    [InlineData(false, "pkg:deb/ubuntu/openssl")]
    [InlineData(true, "pkg:oci/shop")]
    [InlineData(true, "pkg:oci/shop?arch=amd64")]
    [InlineData(false, "pkg:oci/shop?arch=arm64")]
    [InlineData(false, "pkg:oci/shop?tag=1.2")]
    [InlineData(false, "pkg:oci/store")]
    [InlineData(true, "pkg:oci/anything@sha256%3A" + Hash)]
    [InlineData(false, "pkg:oci/shop@sha256%3A0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_product_is_the_package_or_the_image(bool isCovered, string purl) =>
        Assert.Equal(isCovered, IsWaived(new VexProduct { Purl = PackageUrl.Parse(purl) }));

    [Theory]
    [InlineData(true, "pkg:oci/shop", "pkg:deb/debian/openssl")]
    [InlineData(false, "pkg:oci/shop", "pkg:deb/debian/curl")]
    [InlineData(false, "pkg:oci/store", "pkg:deb/debian/openssl")]
    [InlineData(false, "pkg:deb/debian/openssl", "pkg:deb/debian/openssl")]
    public void Parts_narrow_a_statement(bool isCovered, string product, string part) =>
        Assert.Equal(isCovered, IsWaived(new VexProduct { Purl = PackageUrl.Parse(product), Parts = [new() { Purl = PackageUrl.Parse(part) }] }));

    [Theory]
    [InlineData(true, Hash)]
    [InlineData(false, "0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_hash_outranks_a_name(bool isCovered, string hash) => Assert.Equal(isCovered, IsWaived(new VexProduct { Name = "shop", Sha256 = hash }));

    [Fact]
    public void A_platform_without_package_url_limits_only_packages_of_an_operating_system()
    {
        Assert.True(IsWaived(new VexProduct { Name = "Debian 12", Parts = [new() { Purl = PackageUrl.Parse("pkg:deb/debian/openssl") }] }));
        Assert.False(IsWaived(new VexProduct { Name = "Another product", Parts = [new() { Purl = PackageUrl.Parse("pkg:npm/a") }] }, "purl=pkg:npm/a@1"));
    }

    [Fact]
    public void A_statement_about_a_source_package_covers_what_was_built_from_it()
    {
        var finding = Spec.Finding("vulnerability high purl=pkg:deb/debian/libssl3@3.0.11-1?arch=amd64");
        finding = finding with { Package = finding.Package! with { SourceName = "openssl" } };
        var book = new VexBook([Statement(VexStatus.Fixed, new VexProduct { Purl = PackageUrl.Parse("pkg:deb/debian/openssl?arch=source") }, 1)]);

        Assert.Equal(FindingState.Waived, Assert.Single(book.Apply([finding], Shop)).State);
    }

    [Theory]
    [InlineData(VexStatus.NotAffected, VexStatus.Affected, false)]
    [InlineData(VexStatus.Affected, VexStatus.NotAffected, true)]
    [InlineData(VexStatus.NotAffected, VexStatus.UnderInvestigation, false)]
    [InlineData(VexStatus.UnderInvestigation, VexStatus.Fixed, true)]
    public void The_latest_statement_holds_wherever_it_stands(VexStatus earlier, VexStatus later, bool isWaived)
    {
        var product = new VexProduct { Purl = PackageUrl.Parse("pkg:oci/shop") };
        VexStatement[] statements = [Statement(later, product, 2), Statement(earlier, product, 1)];

        foreach (var order in new[] { statements, [.. statements.Reverse()] })
        {
            var finding = Assert.Single(new VexBook(order).Apply([Spec.Finding("vulnerability high")], Shop));
            Assert.Equal((later, isWaived), (finding.Vex!.Status, finding.State is FindingState.Waived));
        }
    }

    [Theory]
    [InlineData("id=CVE-2026-0001", true)]
    [InlineData("id=GHSA-1 alias=cve-2026-0001", true)]
    [InlineData("id=CVE-2026-0002", false)]
    public void Any_id_of_the_vulnerability_will_do(string words, bool isWaived)
    {
        var book = new VexBook([Statement(VexStatus.NotAffected, new VexProduct { Purl = PackageUrl.Parse("pkg:oci/shop") }, 1)]);
        Assert.Equal(isWaived, Assert.Single(book.Apply([Spec.Finding($"vulnerability high {words}")], Shop)).State is FindingState.Waived);
    }

    [Fact]
    public void A_waived_finding_says_why_and_where()
    {
        var statement = Statement(VexStatus.NotAffected, new VexProduct { Purl = PackageUrl.Parse("pkg:oci/shop") }, 1) with { Justification = "component_not_present", Text = "cut out" };
        var suppression = Assert.Single(new VexBook([statement]).Apply([Spec.Finding("vulnerability high")], Shop)).Suppression!;

        Assert.Equal(("v.json(3,4)", "VEX: not affected, component not present: cut out", "component_not_present"), (suppression.Source, suppression.Reason, suppression.Justification));
    }

    private static bool IsWaived(VexProduct product, string words = "") =>
        new VexBook([Statement(VexStatus.NotAffected, product, 1)]).Apply([Spec.Finding($"vulnerability high {words}")], Shop)[0].State is FindingState.Waived;

    private static VexStatement Statement(VexStatus status, VexProduct product, int day) =>
        new(status, ["CVE-2026-0001"], [product], new(LocationKind.Source, "v.json") { Line = 3, Column = 4 }) { Timestamp = new(2026, 1, day, 0, 0, 0, TimeSpan.Zero) };
}
