using PipelineGuard.Packages;
using PipelineGuard.Reporting;

namespace PipelineGuard.Cli.RealImages;

/// <summary>A debootstrap base, an apt-get layer, a COPY layer and a layer that purges a package.</summary>
public sealed class DebianImageTests
{
    private const string Archive = "debian.docker.tar";

    [Fact]
    public async Task Lists_exactly_what_dpkg_lists()
    {
        var report = await RealImage.ScanAsync(Archive);

        Assert.Equal(DpkgQuery("debian.dpkg-query"), Debs(report).Select(Row).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ties_each_package_to_the_layer_that_brought_it()
    {
        var report = await RealImage.ScanAsync(Archive);

        var fromBase = Debs(report).Where(package => package.Layer == 0).Select(Row).ToHashSet();
        Assert.Equal(DpkgQuery("debian.base.dpkg-query").ToHashSet(), fromBase);
        Assert.Equal(1, Debs(report).Single(package => package.Name == "python3-requests").Layer);
        Assert.Contains("apt-get install", report.Targets[0].Layers[1].Facts.CreatedBy, StringComparison.Ordinal);
        Assert.DoesNotContain(Debs(report), package => package.Name == "xz-utils");
    }

    [Fact]
    public async Task Leaves_out_language_packages_that_a_debian_package_owns()
    {
        var report = await RealImage.ScanAsync(Archive);

        Assert.DoesNotContain(report.Targets[0].Packages, package => package.Type == PackageType.PyPI && package.Name == "requests");
        var lodash = report.Targets[0].Packages.Single(package => package.Type == PackageType.Npm);
        Assert.Equal(("lodash", "4.17.15", 2), (lodash.Name, lodash.Version, lodash.Layer));
    }

    [Theory]
    [InlineData("debian.oci")]
    [InlineData("debian.zstd.oci")]
    [InlineData("debian.oci.tar")]
    public async Task Finds_the_same_whatever_the_form(string form)
    {
        var expected = await RealImage.ScanAsync(Archive);
        var report = await RealImage.ScanAsync(form);

        Assert.NotEmpty(expected.Findings);
        Assert.Equal(FindingsAsJson(expected), FindingsAsJson(report));
        Assert.Equal(expected.Targets[0].Packages.Select(Describe), report.Targets[0].Packages.Select(Describe));
    }

    [Fact]
    public async Task Finds_the_same_packages_in_the_root_file_system()
    {
        var expected = await RealImage.ScanAsync(Archive);
        var report = await RealImage.ScanAsync("debian.rootfs");

        Assert.Equal(Debs(expected).Select(Row), Debs(report).Select(Row));
    }

    [Fact]
    public async Task Reads_what_the_dotnet_sdk_publishes()
    {
        var report = await RealImage.ScanAsync("published.tar");

        Assert.Equal("debian", report.Targets[0].Distribution?.Id);
        var json = report.Targets[0].Packages.Single(package => package.Name == "Newtonsoft.Json");
        Assert.Equal(("13.0.1", report.Targets[0].Layers.Length - 1), (json.Version, json.Layer));
        Assert.All(report.Targets[0].Layers, layer => Assert.True(layer.Complete));
    }

    // What the target is called is all that may differ.
    private static string FindingsAsJson(ScanReport report)
    {
        using var json = new StringWriter();
        ReportFormats.Get("json").Write(report with { Targets = [], Problems = [], Findings = [.. report.Findings.Select(finding => finding with { Target = "" })] }, json);
        return json.ToString();
    }

    private static IEnumerable<Package> Debs(ScanReport report) => report.Targets[0].Packages.Where(package => package.Type == PackageType.Deb);

    private static string Row(Package package) =>
        $"{package.Name} {package.Version} {package.SourceName ?? package.Name} {package.SourceVersion ?? package.Version} {package.Architecture}";

    private static string Describe(Package package) => $"{package.Type} {Row(package)} {package.FoundIn} {package.Layer}";

    private static IEnumerable<string> DpkgQuery(string name) =>
        File.ReadLines(RealImage.Path(name))
            .Where(line => line.StartsWith("installed ", StringComparison.Ordinal))
            .Select(line => line["installed ".Length..])
            .Order(StringComparer.Ordinal);
}
