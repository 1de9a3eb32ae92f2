using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Reporting;

namespace PipelineGuard.Cli.RealImages;

/// <summary>One system in each of rpm's databases, written by rpm, with a layer on top that removes a package; and Azure Linux with and without one.</summary>
public sealed class RpmImageTests
{
    [Theory, InlineData("sqlite"), InlineData("ndb"), InlineData("bdb"), InlineData("azure"), InlineData("distroless")]
    public async Task Lists_exactly_what_rpm_lists(string image)
    {
        var report = await ScanAsync(image);

        Assert.Equal(Queried(image), Rpms(report).Select(Row).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(report.Problems, problem => problem.Info == Problems.PackageDataDamaged);
    }

    [Theory, InlineData("sqlite"), InlineData("ndb"), InlineData("bdb")]
    public async Task Ties_packages_to_the_layer_that_brought_them_and_forgets_removed_ones(string image)
    {
        var report = await ScanAsync(image);

        Assert.All(Rpms(report), package => Assert.Equal(0, package.Layer));
        Assert.DoesNotContain(Rpms(report), package => package.Name is "tzdata" or "gpg-pubkey");
    }

    [Theory, InlineData("sqlite"), InlineData("ndb"), InlineData("bdb")]
    public async Task Leaves_out_language_packages_that_an_rpm_package_owns(string image)
    {
        var report = await ScanAsync(image);

        var others = report.Targets[0].Packages.Where(package => package.Type != PackageType.Rpm);
        Assert.Equal(["lodash 4.17.15 in 2"], others.Select(package => $"{package.Name} {package.Version} in {package.Layer}"));
    }

    [Theory, InlineData("sqlite"), InlineData("ndb"), InlineData("bdb")]
    public async Task Finds_the_file_of_a_package_that_a_later_layer_changed_and_no_other(string image)
    {
        var report = await ScanAsync(image);

        var finding = Assert.Single(report.Findings, finding => finding.Rule.Value.StartsWith("PGM", StringComparison.Ordinal));
        Assert.Equal(("PGM601", "usr/lib/curl/a"), (finding.Rule.Value, finding.Location.Path));
        Assert.Contains("package curl was installed in layer 0", finding.Message, StringComparison.Ordinal);
    }

    private static Task<ScanReport> ScanAsync(string image) => RealImage.ScanAsync($"rpm-{image}.docker.tar");

    private static IEnumerable<Package> Rpms(ScanReport report) => report.Targets[0].Packages.Where(package => package.Type == PackageType.Rpm);

    // As .ci/rpm-images asks rpm for it: name, version with epoch, architecture, source, module, licence.
    private static string Row(Package package) =>
        $"{package.Name}|{package.Version}|{package.Architecture}|{package.SourceName ?? package.Name}-{WithoutEpoch(package.SourceVersion ?? package.Version)}.src.rpm"
        + $"|{package.Module ?? "(none)"}|{string.Join(',', package.Licenses)}";

    private static IEnumerable<string> Queried(string image) =>
        File.ReadLines(RealImage.Path($"rpm-{image}.rpm-qa"))
            .Select(line => line.Split('|'))
            .Where(fields => fields[0] != "gpg-pubkey")
            .Select(fields => string.Join('|', [fields[0], fields[1] == "0" ? fields[2] : $"{fields[1]}:{fields[2]}", .. fields[3..]]))
            .Order(StringComparer.Ordinal);

    private static string WithoutEpoch(string version) => version[(version.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
