using System.IO.Compression;
using System.Text;
using CsCheck;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.IO;
using PipelineGuard.Packages;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Sbom.Reading;
using PipelineGuard.Scanning;

namespace PipelineGuard.Sbom;

/// <summary>Reads what other tools write, and survives what nobody should.</summary>
public sealed class BomReaderTests
{
    // name, version, source name, source version, architecture, place and layer, as a scan of the image would have them.
    public static TheoryData<string, string, string[]> OtherTools => new()
    {
        { "syft.cdx.json", "debian 12", ["deb libc6 2.36-9+deb12u3 < glibc  amd64 var/lib/dpkg/status ", "npm @babel/traverse 7.22.5 <    app/node_modules/@babel/traverse/package.json "] },
        { "syft.spdx.json", "debian 12", ["deb libc6 2.36-9+deb12u3 < glibc  amd64 bom.json ", "npm @babel/traverse 7.22.5 <    bom.json "] },
        {
            "trivy.cdx.json", "debian 12.4",
            ["deb libc6 2.36-9+deb12u3 < glibc  amd64 bom.json 0", "deb passwd 1:4.13+dfsg1-1+b1 < shadow 1:4.13+dfsg1-1 amd64 bom.json ", "npm @babel/traverse 7.22.5 <    app/node_modules/@babel/traverse/package.json 1"]
        },
        { "trivy.spdx.json", "alpine 3.15.11", ["apk libc-utils 0.7.2-r3 < libc-dev  x86_64 bom.json 0"] },
        {
            "cyclonedx-npm.cdx.json", "",
            [
                "npm @babel/code-frame 7.22.13 <    bom.json ", "npm @babel/helper-validator-identifier 7.29.7 <    bom.json ", "npm @babel/highlight 7.25.9 <    bom.json ",
                "npm ansi-styles 3.2.1 <    bom.json ", "npm chalk 2.4.2 <    bom.json ", "npm color-convert 1.9.3 <    bom.json ", "npm color-name 1.1.3 <    bom.json ",
                "npm escape-string-regexp 1.0.5 <    bom.json ", "npm has-flag 3.0.0 <    bom.json ", "npm js-tokens 4.0.0 <    bom.json ", "npm lodash 4.17.15 <    bom.json ",
                "npm picocolors 1.1.1 <    bom.json ", "npm supports-color 5.5.0 <    bom.json ",
            ]
        },
        { "sbom-tool.spdx.json", "", ["nuget Newtonsoft.Json 12.0.3 <    bom.json ", "nuget log4net 2.0.8 <    bom.json "] },
    };

    [Theory, MemberData(nameof(OtherTools))]
    public void Reads_what_other_tools_write(string file, string distribution, string[] packages)
    {
        var (inventory, problems) = TestBill.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Sbom/Data", file)));

        Assert.Equal(packages, inventory.Packages.Select(Describe));
        Assert.Equal(distribution, inventory.Distribution is { } found ? $"{found.Id} {found.VersionId}" : "");
        Assert.Empty(problems);
    }

    [Fact]
    public void A_writer_that_never_names_source_packages_leaves_a_gap()
    {
        var (inventory, problems) = TestBill.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Sbom/Data/cdxgen-os.cdx.json")));

        Assert.Equal(("libc6", "bookworm"), (Assert.Single(inventory.Packages).Name, inventory.Distribution?.Codename));
        Assert.Equal("PG3011", Assert.Single(problems).Info.Code);
    }

    [Theory]
    [InlineData("pkg:rpm/redhat/nodejs@18.1-1.el8?arch=x86_64&distro=rhel-8.9&epoch=1&upstream=nodejs-18.1-1.el8.src.rpm&rpmmod=nodejs:18", "nodejs 1:18.1-1.el8  18.1-1.el8 nodejs:18")]
    [InlineData("pkg:rpm/redhat/openssl-libs@3.0.7-2.el9?distro=rhel-9.2&upstream=openssl-3.0.7-2.el9.src.rpm", "openssl-libs 3.0.7-2.el9 openssl  ")]
    public void Rpm_packages_have_epoch_module_and_source_as_qualifiers(string purl, string expected)
    {
        var package = Assert.Single(TestBill.Read($$"""{"bomFormat":"CycloneDX","components":[{"purl":"{{purl}}"}]}""").Inventory.Packages);

        Assert.Equal(expected, $"{package.Name} {package.Version} {package.SourceName} {package.SourceVersion} {package.Module}");
    }

    [Theory]
    [InlineData("pkg:deb/debian/a@1?distro=debian-12", "debian", "12", null)]
    [InlineData("pkg:deb/debian/a@1?distro=debian-12.4", "debian", "12.4", null)]
    [InlineData("pkg:deb/debian/a@1?distro=bookworm", "debian", "", "bookworm")]
    [InlineData("pkg:deb/debian/a@1?distro=debian-sid", "debian", "", "sid")]
    [InlineData("pkg:deb/ubuntu/a@1?distro=ubuntu-24.04", "ubuntu", "24.04", null)]
    [InlineData("pkg:apk/alpine/a@1?distro=3.15.0", "alpine", "3.15.0", null)]
    [InlineData("pkg:apk/wolfi/a@1?distro=wolfi-20230201", "wolfi", "20230201", null)]
    [InlineData("pkg:deb/debian/a@1?distro=debian-12&distro_name=bookworm", "debian", "12", "bookworm")]
    [InlineData("pkg:rpm/redhat/a@1?distro=redhat-8.3", "rhel", "8.3", null)]
    [InlineData("pkg:rpm/opensuse/a@1?distro=opensuse-leap-15.4", "opensuse-leap", "15.4", null)]
    public void Knows_the_distribution_however_a_tool_spells_it(string purl, string id, string version, string? codename)
    {
        var distribution = DistributionReader.OfPurl(PackageUrl.Parse(purl)!);

        Assert.Equal((id, version, codename), (distribution?.Id, distribution?.VersionId, distribution?.Codename));
    }

    [Theory]
    [InlineData("pkg:deb/debian/openssl@3.0.11-1?arch=amd64")]
    [InlineData("pkg:apk/alpine/openssl@3.1.4-r4")]
    public async Task Packages_of_a_system_that_is_not_named_are_never_clean(string purl)
    {
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ScanAsync(Bill(purl));

        Assert.Equal((Verdict.Incomplete, 3), (result.Verdict, result.ExitCode));
        Assert.Equal(["PG3041"], GuardRun.Codes(result.Report));
    }

    [Fact]
    public void A_system_whose_packages_are_not_listed_is_not_clean() =>
        Assert.Equal(["PG3005"], Codes("""{"bomFormat":"CycloneDX","components":[{"type":"operating-system","name":"debian","version":"12"}]}"""));

    [Theory]
    [InlineData("""{"type":"library","name":"a","version":"1"}""")]
    [InlineData("""{"type":"library","name":"a","version":"1","purl":"pkg:generic/a@1"}""")]
    [InlineData("""{"type":"library","name":"a","version":"1","purl":"a 1"}""")]
    [InlineData("""{"type":"library","name":"a","purl":"pkg:npm/a"}""")]
    public void What_cannot_be_matched_is_named(string component) =>
        Assert.Equal(["PG3043"], Codes($$"""{"bomFormat":"CycloneDX","components":[{"purl":"pkg:npm/b@1"},{{component}}]}"""));

    [Theory]
    [InlineData("""{"type":"file","name":"a"}""")]
    [InlineData("""{"type":"data","name":"a"}""")]
    [InlineData("""{"type":"container","name":"a"}""")]
    [InlineData("""{"type":"library","name":"a","purl":"pkg:oci/a@sha256%3A00"}""")]
    public void What_is_no_package_is_passed_over(string component) =>
        Assert.Empty(Codes($$"""{"bomFormat":"CycloneDX","components":[{"purl":"pkg:npm/b@1"},{{component}}]}"""));

    [Fact]
    public void Components_inside_components_count() =>
        Assert.Equal(
            ["a", "b", "c"],
            TestBill.Read("""{"bomFormat":"CycloneDX","metadata":{"component":{"name":"app","components":[{"purl":"pkg:npm/a@1"}]}},"components":[{"purl":"pkg:npm/b@1","components":[{"purl":"pkg:npm/c@1"}]}]}""")
                .Inventory.Packages.Select(package => package.Name));

    [Theory]
    [InlineData("1.2")]
    [InlineData("1.7")]
    [InlineData("9.9")]
    public async Task A_bill_is_known_by_its_content(string version)
    {
        using var guard = await GuardRun.WithStoreAsync();
        var bytes = Encoding.UTF8.GetBytes($$"""{"specVersion":"{{version}}","bomFormat":"CycloneDX","components":[{"purl":"pkg:apk/alpine/openssl@3.1.4-r4?distro=alpine-3.23.1"}]}""");

        foreach (var content in new[] { bytes, [0xEF, 0xBB, 0xBF, .. bytes], Gzip(bytes) })
        {
            var result = await guard.ScanAsync(TestTarget.File("anything.bin", content));
            Assert.Equal("CVE-2026-0001", Assert.Single(result.Report.Findings).Rule.Value);
        }
    }

    [Theory]
    [InlineData("SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\n")]
    [InlineData("<?xml version=\"1.0\"?>\n<!DOCTYPE bom [<!ENTITY a \"b\">]>\n<bom xmlns=\"http://cyclonedx.org/schema/bom/0.9\"/>")]
    [InlineData("{ \"@context\": \"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\", \"@graph\": [] }")]
    public async Task Formats_that_are_not_read_are_refused_with_advice(string text)
    {
        using var guard = await GuardRun.WithStoreAsync();

        var failure = await Assert.ThrowsAsync<GuardException>(() => guard.ScanAsync(TestTarget.File("bom", Encoding.UTF8.GetBytes(text))));
        Assert.Equal(Problems.SbomNotSupported, failure.Problem);
    }

    [Theory]
    [InlineData("sbom:{0}", "{}")]
    [InlineData("sbom:{0}", "")]
    [InlineData("sbom:{0}", "nothing")]
    public async Task What_is_only_called_a_bill_is_refused(string target, string text)
    {
        using var guard = await GuardRun.WithStoreAsync();
        using var file = TestTarget.File("bom.json", Encoding.UTF8.GetBytes(text));

        var failure = await Assert.ThrowsAsync<GuardException>(() =>
            guard.ScanAsync(TestTarget.File("other", []), options => options with { Targets = [string.Format(System.Globalization.CultureInfo.InvariantCulture, target, file.Path)] }));
        Assert.Equal(Problems.SbomNotSupported, failure.Problem);
    }

    [Theory]
    [InlineData("""{"bomFormat":"CycloneDX","components":[{"purl":"pkg:npm/a@1"},{"purl":"pkg:n""")]
    [InlineData("""{"bomFormat":"CycloneDX","components":[{"purl":"pkg:npm/a@1"},{"purl":"\ud800"}]}""")]
    [InlineData("""{"spdxVersion":"SPDX-2.3","packages":[{"externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:npm/a@1"}]}],}}""")]
    public void What_stands_before_damage_counts(string text)
    {
        var (inventory, problems) = TestBill.Read(text);

        Assert.Equal("a", Assert.Single(inventory.Packages).Name);
        Assert.Equal("PG3040", Assert.Single(problems).Info.Code);
    }

    [Fact]
    public void Deep_nesting_is_damage()
    {
        var text = """{"bomFormat":"CycloneDX","components":""" + string.Concat(Enumerable.Repeat("""[{"purl":"pkg:npm/a@1","components":""", 100_000));

        Assert.Contains("PG3040", Codes(text));
    }

    [Theory]
    [InlineData("""{"bomFormat":"CycloneDX","components":{"a":1},"metadata":[1]}""")]
    [InlineData("""{"bomFormat":"CycloneDX","components":[1,"a",null,[],{"purl":1,"name":[],"licenses":{},"properties":[1,{"name":1}],"evidence":[],"version":{}}]}""")]
    [InlineData("""{"spdxVersion":"SPDX-2.3","packages":[1,{"externalRefs":[1,{}],"annotations":1,"attributionTexts":[1]}],"relationships":[1,{}],"documentDescribes":{}}""")]
    public void Other_shapes_than_expected_are_passed_over(string text) => Assert.DoesNotContain("PG3040", Codes(text));

    [Fact]
    public void Names_with_control_characters_are_no_packages() =>
        Assert.Equal(["PG3043"], Codes("""{"bomFormat":"CycloneDX","components":[{"purl":"pkg:npm/b@1"},{"name":"x","purl":"pkg:npm/a%1b%5b2J@1"}]}"""));

    [Fact]
    public void The_same_component_a_thousand_times_is_one_package() =>
        Assert.Single(TestBill.Read($$"""{"bomFormat":"CycloneDX","components":[{{string.Join(',', Enumerable.Repeat("""{"bom-ref":"a","purl":"pkg:npm/a@1"}""", 1000))}}]}""").Inventory.Packages);

    [Theory]
    [InlineData("cyclonedx")]
    [InlineData("spdx")]
    public void Any_change_of_a_bill_is_read_or_refused(string format)
    {
        var bytes = Encoding.UTF8.GetBytes(TestWriter.Text(format, TestBill.Image));

        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[0, 40]).Sample((at, value, cut) =>
        {
            byte[] changed = [.. bytes[..at], value, .. bytes[Math.Min(bytes.Length, at + cut)..]];
            try
            {
                TestBill.Read(changed);
            }
            catch (GuardException failure) when (failure.Problem == Problems.SbomNotSupported)
            {
                // It no longer says what it is.
            }
        }, iter: 300);
    }

    [Fact]
    public void A_bomb_ends_at_the_limit()
    {
        using var bomb = TestTarget.File("bom.json.gz", Gzip(Encoding.UTF8.GetBytes("{\"bomFormat\":\"CycloneDX\"," + new string(' ', 5 << 20))));

        var failure = Assert.Throws<GuardException>(() => BomFile.ReadIfBill(bomb.Path, ReadLimits.Default with { SbomBytes = 1 << 20 }, TestContext.Current.CancellationToken));
        Assert.Equal(Problems.LimitReached, failure.Problem);
    }

    private static IEnumerable<string> Codes(string text) => TestBill.Read(text).Problems.Select(problem => problem.Info.Code);

    private static TestTarget Bill(string purl) =>
        TestTarget.File("bom.json", Encoding.UTF8.GetBytes($$"""{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"type":"library","purl":"{{purl}}"}]}"""));

    private static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest)) gzip.Write(bytes);
        return stream.ToArray();
    }

    private static string Describe(Package package) =>
        $"{package.Type} {package.Name} {package.Version} < {package.SourceName} {package.SourceVersion} {package.Architecture} {package.FoundIn.Value} {package.Layer}";
}
