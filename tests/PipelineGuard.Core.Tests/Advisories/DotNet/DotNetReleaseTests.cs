using System.Text;
using System.Text.Json;
using CsCheck;
using PipelineGuard.Advisories.Osv;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Packages.DotNet;
using PipelineGuard.Vulnerabilities;

namespace PipelineGuard.Advisories.DotNet;

public sealed class DotNetReleaseTests : IDisposable
{
    private const string RuntimePack = "Microsoft.NETCore.App.Runtime.linux-x64";

    // Microsoft's own layout: versions are objects, and nothing says which part a CVE is about.
    private const string Channel8 = """
        { "channel-version": "8.0", "releases": [
          { "release-date": "2025-10-14", "release-version": "8.0.21", "security": true,
            "cve-list": [ { "cve-id": " CVE-2025-1", "cve-url": "x" } ],
            "runtime": { "version": "8.0.21", "files": [ { "name": "x" } ] }, "sdk": { "version": "8.0.415" },
            "sdks": [ { "version": "8.0.415" }, { "version": "8.0.121" } ], "aspnetcore-runtime": { "version": "8.0.21" }, "windowsdesktop": null } ] }
        """;

    // All channels in one file, with the parts.
    private const string Channels = """
        { "channels": [ { "channel-version": "8.0", "eol-date": "2026-11-10", "releases": [
          { "release-date": "2025-10-14", "runtime": "8.0.21", "aspnetcore-runtime": "8.0.21", "windowsdesktop": "8.0.21", "sdks": ["8.0.415", "8.0.121", "8.0.414"],
            "cve-list": [ { "cve-id": "CVE-2025-1", "products": ["dotnet-runtime"] }, { "cve-id": "CVE-2025-2", "products": ["dotnet-aspnetcore"] }, { "cve-id": "CVE-2025-3", "products": ["dotnet-sdk"] } ] },
          { "release-date": "2025-09-09", "runtime": "8.0.20", "sdks": [], "cve-list": [ { "cve-id": "CVE-2025-1", "products": ["dotnet-runtime"] } ] } ] } ] }
        """;

    private readonly TemporaryFolder _export = new();
    private readonly TemporaryFolder _folder = new();
    private readonly CollectingLog _log = new();

    public void Dispose()
    {
        _export.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(RuntimePack, "8.0.20", "CVE-2025-1 → 8.0.21")]
    [InlineData(RuntimePack, "8.0.21", "")]
    [InlineData(RuntimePack, "8.0.0-rc.1.23419.4", "CVE-2025-1 → 8.0.21")]
    [InlineData(RuntimePack, "9.0.0", "")] // another channel: nothing is known to be fixed there
    [InlineData("Microsoft.NETCore.App.Runtime.linux-musl-arm64", "8.0.1", "CVE-2025-1 → 8.0.21")]
    [InlineData("Microsoft.AspNetCore.App.Runtime.linux-x64", "8.0.20", "CVE-2025-2 → 8.0.21")]
    [InlineData("Microsoft.NETCore.App.RuntimeX", "8.0.20", "")]
    [InlineData("Microsoft.NETCore.App.Ref", "8.0.20", "")]
    public async Task Finds_what_later_releases_of_the_channel_fixed(string package, string version, string expected)
    {
        await BuildAsync();

        Assert.Equal(expected, Describe(new Package(PackageType.NuGet, package, version) { FoundIn = ImagePath.Of("app/x.deps.json") }));
    }

    [Theory]
    [InlineData("8.0.100", "CVE-2025-3 → 8.0.121")]
    [InlineData("8.0.121", "")]
    [InlineData("8.0.204", "CVE-2025-3 → 8.0.414")] // a band that gets no updates any more
    [InlineData("8.0.413", "CVE-2025-3 → 8.0.414")]
    [InlineData("8.0.414", "")]                     // two SDKs of one band have the fix
    [InlineData("8.0.500", "")]
    [InlineData("10.0.401", "")]
    public async Task Knows_the_feature_bands_of_SDKs(string version, string expected)
    {
        await BuildAsync();

        Assert.Equal(expected, Describe(new Package(PackageType.DotNetSdk, "dotnet-sdk", version) { FoundIn = ImagePath.Of("usr/share/dotnet/sdk/x/.version") }));
    }

    [Fact]
    public async Task Reports_a_vulnerability_once_that_NuGets_advisories_tell_of_too()
    {
        OsvExport.Put(_export.Path, "NuGet", ("a.json", OsvExport.Record("GHSA-1", "NuGet", RuntimePack, "8.0.21", """ "aliases":["CVE-2025-1"],"summary":"Told better", """)));
        await BuildAsync();

        var finding = Assert.Single(Detect(new Package(PackageType.NuGet, RuntimePack, "8.0.20") { FoundIn = ImagePath.Of("app/x.deps.json") }));

        Assert.Equal(("CVE-2025-1", "Told better"), (finding.Rule.Value, finding.Title));
        Assert.Equal(["GHSA-1"], finding.Advisory!.Aliases);
    }

    [Fact]
    public async Task Dates_the_fix_by_the_release()
    {
        await BuildAsync();

        var finding = Assert.Single(Detect(new Package(PackageType.NuGet, "Microsoft.AspNetCore.App.Runtime.linux-x64", "8.0.20") { FoundIn = ImagePath.Of("app/x.deps.json") }));

        Assert.Equal(new DateTimeOffset(2025, 10, 14, 0, 0, 0, TimeSpan.Zero), finding.Advisory!.FixPublished);
    }

    [Fact]
    public async Task Reports_nothing_about_a_package_that_the_framework_supersedes()
    {
        OsvExport.Put(_export.Path, "NuGet", ("a.json", OsvExport.Record("GHSA-1", "NuGet", "System.Text.Json", "8.0.5")));
        await BuildAsync();
        var package = new Package(PackageType.NuGet, "System.Text.Json", "8.0.0") { FoundIn = ImagePath.Of("app/x.deps.json") };

        Assert.Single(Detect(package));
        Assert.Empty(Detect(package with { SupersededBy = $"pkg:nuget/{RuntimePack}@10.0.12" }));
    }

    [Fact]
    public async Task Reads_the_layout_of_Microsoft_too()
    {
        OsvExport.Put(_export.Path, "NuGet", ("a.json", OsvExport.Record("GHSA-9", "NuGet", "x", "1")));
        Directory.CreateDirectory(_export["dotnet/8.0"]);
        File.WriteAllText(_export["dotnet/releases-index.json"], """{ "releases-index": [ { "channel-version": "8.0", "releases.json": "https://elsewhere.example/x" }, { "channel-version": "../../etc" } ] }""");
        File.WriteAllText(_export["dotnet/8.0/releases.json"], Channel8);

        var updates = await new AdvisoryDatabase(_folder.Path).BuildAsync([_export.Path], ["NuGet"], _log, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(["NuGet", "DotNet"], updates.Select(update => update.Ecosystem));
        Assert.Equal("CVE-2025-1 → 8.0.21", Describe(new Package(PackageType.NuGet, RuntimePack, "8.0.20") { FoundIn = ImagePath.Of("app/x.deps.json") }));
    }

    [Fact]
    public async Task Says_that_release_data_was_asked_for_and_is_not_there()
    {
        OsvExport.Put(_export.Path, "NuGet", ("a.json", OsvExport.Record("GHSA-9", "NuGet", "x", "1")));

        var updates = await new AdvisoryDatabase(_folder.Path).BuildAsync([_export.Path], ["NuGet", "DotNet"], _log, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(AdvisoryUpdateOutcome.Failed, updates[1].Outcome);
        Assert.Contains(_log.Problems, problem => problem.Info == Problems.AdvisorySourceUnavailable);
    }

    [Fact]
    public void Survives_damaged_release_data()
    {
        var original = Encoding.UTF8.GetBytes(Channels);
        Gen.Select(Gen.Int[0, original.Length], Gen.Int[0, original.Length], Gen.Byte.Array[0, 6]).Sample(
            (from, to, noise) =>
            {
                byte[] damaged = [.. original.AsSpan(0, Math.Min(from, to)), .. noise, .. original.AsSpan(Math.Max(from, to))];
                try
                {
                    Assert.All(DotNetAdvisories.From(DotNetReleaseReader.Releases(damaged)), record => Assert.NotEmpty(record.Affected));
                }
                catch (Exception refused) when (refused is JsonException or InvalidDataException or InvalidOperationException)
                {
                }
            },
            iter: 3_000);
    }

    [Fact]
    public void Lists_for_each_runtime_what_Microsoft_lists_as_fixed_later()
    {
        var json = File.ReadAllBytes(Path.Combine(SharedData.Folder, "dotnet", "releases.json"));
        var releases = DotNetReleaseReader.Releases(json).Where(release => release is { Channel: "8.0", Runtime: not null } && !release.Runtime.Contains('-', StringComparison.Ordinal)).ToList();
        var records = DotNetAdvisories.From(releases).ToList();

        foreach (var installed in releases.Select(release => Version.Parse(release.Runtime!)))
        {
            var later = releases.Where(release => Version.Parse(release.Runtime!) > installed).SelectMany(release => release.Cves)
                .Where(cve => cve.Products.IsEmpty || cve.Products.Contains("dotnet-runtime")).Select(cve => cve.Id);
            Assert.Equal(later.Distinct().Order(StringComparer.Ordinal), records.Where(record => Holds(record, installed)).Select(record => record.Advisory.Id));
        }
    }

    private static bool Holds(OsvRecord record, Version installed) =>
        record.Affected.Any(affected => affected.Package == DotNetComponents.Runtime && affected.Versions.Ranges.Any(range => installed < Version.Parse(range.Events[1].Version)));

    private string Describe(Package package) => string.Join(", ", Detect(package).Select(finding => $"{finding.Rule.Value} → {finding.Fix?.Version}"));

    private Finding[] Detect(Package package)
    {
        using var library = new AdvisoryLibrary(new(_folder.Path), _log);
        var target = new VulnerabilityTarget("shop:1", null, _ => null, found => PackageUrl.For(found, null).ToString());
        return [.. VulnerabilityDetector.Detect([package], target, library, _log, TestContext.Current.CancellationToken)];
    }

    private async Task BuildAsync()
    {
        if (!Directory.Exists(_export["NuGet"])) OsvExport.Put(_export.Path, "NuGet", ("a.json", OsvExport.Record("GHSA-9", "NuGet", "x", "1")));
        Directory.CreateDirectory(_export["dotnet"]);
        File.WriteAllText(_export["dotnet/releases.json"], Channels);
        await new AdvisoryDatabase(_folder.Path).BuildAsync([_export.Path], ["NuGet"], _log, cancellation: TestContext.Current.CancellationToken);
    }
}
