using PipelineGuard.Advisories.Osv;
using PipelineGuard.Packages;
using PipelineGuard.Vulnerabilities;

namespace PipelineGuard.Advisories;

/// <summary>The whole way over real advisories; skipped where they are not at hand.</summary>
public sealed class SharedDataTests(SharedStores stores) : IClassFixture<SharedStores>
{
    [Fact]
    public async Task Every_record_can_be_read()
    {
        var (log, updates) = await stores.BuildAsync();

        Assert.Empty(log.Problems);
        Assert.All(updates, update => Assert.Equal((AdvisoryUpdateOutcome.Written, 0), (update.Outcome, update.Unreadable)));
        Assert.True(updates.Sum(update => update.Data!.Advisories) > 50_000);
    }

    [Fact]
    public void The_archives_hold_what_their_description_counts()
    {
        int records = 0;
        foreach (var folder in Directory.GetDirectories(Path.Combine(SharedData.Folder, "osv")))
        {
            using var zip = File.OpenRead(Path.Combine(folder, "all.zip"));
            new OsvArchive(OsvLimits.Default, new CollectingLog()).Read(zip, folder, _ => records++, TestContext.Current.CancellationToken);
        }
        Assert.Equal(52_285 - 39, records); // 52,285 files, 39 of them withdrawn.
    }

    [Theory]
    [InlineData("npm", "lodash", "4.17.15", "semver", "CVE-2021-23337", "4.17.21")]
    [InlineData("npm", "lodash", "4.17.21", "semver", "CVE-2021-23337", null)]
    [InlineData("NuGet", "newtonsoft.JSON", "12.0.3", "nuget", "GHSA-5crp-9r3c-p9vr", "13.0.1")]
    [InlineData("NuGet", "Newtonsoft.Json", "13.0.1", "nuget", "GHSA-5crp-9r3c-p9vr", null)]
    [InlineData("Debian:12", "xz-utils", "5.4.1-0.2", "debian", "CVE-2024-3094", null)]
    [InlineData("PyPI", "Jinja2", "2.10", "pep440", "CVE-2019-10906", "2.10.1")]
    public async Task Answers_what_is_known(string ecosystem, string package, string version, string scheme, string id, string? fixedIn)
    {
        await stores.BuildAsync();
        var (name, release) = Ecosystem.Split(ecosystem);
        var log = new CollectingLog();
        using var library = new AdvisoryLibrary(new(stores.Folder), log);
        var matcher = new VulnerabilityMatcher(library.Open(name, release)!, isDistribution: release is not null, library, log);

        var found = matcher.Match(new AdvisoryKey(name, release, package, version, scheme)).SingleOrDefault(vulnerability => vulnerability.Facts.Id == id);

        Assert.Equal(fixedIn is not null, found is not null);
        if (fixedIn is not null) Assert.True(VersionsAtLeast(scheme, found!.FixedIn!, fixedIn), $"{found.FixedIn} is below {fixedIn}");
        Assert.Empty(log.Problems);
    }

    // Several sources may be folded: the fix that clears all of them is never below that of one.
    private static bool VersionsAtLeast(string scheme, string found, string expected) => Versions.VersionSchemes.For(scheme).Compare(found, expected) >= 0;
}

/// <summary>Stores built once from the real advisories.</summary>
public sealed class SharedStores : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Task<(CollectingLog, IReadOnlyList<AdvisoryUpdate>)>? _built;

    internal string Folder => _folder.Path;

    public void Dispose() => _folder.Dispose();

    internal Task<(CollectingLog Log, IReadOnlyList<AdvisoryUpdate> Updates)> BuildAsync() => _built ??= BuildNowAsync(Path.Combine(SharedData.Folder, "osv"));

    private async Task<(CollectingLog, IReadOnlyList<AdvisoryUpdate>)> BuildNowAsync(string from)
    {
        var log = new CollectingLog();
        return (log, await new AdvisoryDatabase(_folder.Path).BuildAsync([from], null, log, cancellation: TestContext.Current.CancellationToken));
    }
}
