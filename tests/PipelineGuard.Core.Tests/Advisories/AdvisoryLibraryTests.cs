using PipelineGuard.Advisories.Stores;

namespace PipelineGuard.Advisories;

public sealed class AdvisoryLibraryTests : IDisposable
{
    private static readonly TimeProvider Time = new FixedTime(new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero)); // The records are of 2 January.
    private readonly TemporaryFolder _folder = new();
    private readonly CollectingLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Opens_what_is_asked_for_and_nothing_else()
    {
        await BuildAsync("npm", OsvExport.Record("A", "npm", "thing", "2.0"));
        await BuildAsync("PyPI", OsvExport.Record("B", "PyPI", "thing", "2.0"));
        using var library = Library();

        Assert.NotNull(library.Open("npm", null));
        Assert.Equal(["npm"], library.Used.Select(data => data.Ecosystem));
        Assert.Empty(_log.Problems);
    }

    [Fact]
    public void Says_once_that_there_is_nothing_for_an_ecosystem()
    {
        using var library = Library();
        for (int i = 0; i < 2; i++) Assert.Null(library.Open("No such", null));
        Assert.Equal(["PG4001"], _log.Codes);
    }

    [Fact]
    public async Task Says_once_for_each_release_that_there_is_nothing_for_it()
    {
        await BuildAsync("Debian", OsvExport.Record("A", "Debian:12", "thing", "2.0"));
        using var library = Library();

        for (int i = 0; i < 2; i++) Assert.Null(library.Open("Debian", "13"));
        Assert.NotNull(library.Open("Debian", "12"));
        Assert.Equal("PG4001: Debian:13", Assert.Single(_log.Problems).ToString()[..17]);
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    [InlineData(null, false)]
    public async Task Says_that_data_is_too_old(int? maxDays, bool isTooOld)
    {
        await BuildAsync("npm", OsvExport.Record("A", "npm", "thing", "2.0"));
        using var library = new AdvisoryLibrary(new(_folder.Path) { Time = Time, MaxAge = maxDays is { } days ? TimeSpan.FromDays(days) : null }, _log);

        Assert.NotNull(library.Open("npm", null));
        Assert.Equal(isTooOld ? ["PG4002"] : [], _log.Codes);
    }

    [Fact]
    public async Task Says_that_a_store_is_damaged_and_does_not_use_it()
    {
        await BuildAsync("npm", OsvExport.Record("A", "npm", "thing", "2.0"));
        await File.WriteAllTextAsync(AdvisoryStore.PathOf(_folder.Path, "npm"), "damaged", TestContext.Current.CancellationToken);
        using var library = Library();

        Assert.Null(library.Open("npm", null));
        Assert.Equal(["PG4003"], _log.Codes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Says_that_there_is_only_the_starter_set_unless_it_was_asked_for(bool isAccepted)
    {
        using var library = new AdvisoryLibrary(new(_folder.Path) { AcceptStarter = isAccepted }, _log);

        Assert.True(library.Open("npm", null)!.Info.IsStarter);
        Assert.Equal(isAccepted ? [] : ["PG4004"], _log.Codes);
    }

    [Fact]
    public async Task Knows_the_best_vector_that_any_ecosystem_has_for_a_cve()
    {
        await BuildAsync("npm", OsvExport.Record("X-1", "npm", "thing", "2.0", Rated("CVE-2026-1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")));
        await BuildAsync("PyPI", OsvExport.Record("GHSA-1", "PyPI", "thing", "2.0", Rated("CVE-2026-1", "CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")));
        using var library = Library();

        Assert.Equal(["GHSA-1", "X-1"], library.RatingsOf("CVE-2026-1").Select(rating => rating.Advisory));
        Assert.Empty(library.RatingsOf("CVE-2026-2"));
    }

    [Fact]
    public async Task A_vector_of_an_advisory_about_several_cves_rates_none_of_them()
    {
        await BuildAsync("npm", OsvExport.Record("X-1", "npm", "thing", "2.0", Rated("CVE-2026-1\",\"CVE-2026-2", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")));
        using var library = Library();

        Assert.Empty(library.RatingsOf("CVE-2026-1"));
    }

    [Fact]
    public void Does_not_know_what_is_exploited_without_the_catalogue()
    {
        using var library = Library();
        Assert.Null(library.Exploited(["CVE-2021-44228"]).IsListed);
        Assert.Null(library.PredictionOf(["CVE-2021-44228"]));
    }

    [Fact]
    public void Knows_what_is_exploited()
    {
        KnownExploitedStore.Write(_folder.Path, new Dictionary<string, ExploitedEntry>
        {
            ["CVE-2021-44228"] = new(new(2021, 12, 10), new(2021, 12, 24), IsRansomware: true),
            ["CVE-2019-1"] = new(null, null, IsRansomware: false),
        }, DateTimeOffset.UnixEpoch);
        using var library = Library();

        Assert.Equal((true, new DateOnly(2021, 12, 10)), (library.Exploited(["CVE-2019-1", "CVE-2021-44228"]).IsListed, library.Exploited(["CVE-2019-1", "CVE-2021-44228"]).Entry?.Added));
        Assert.Equal(new ExploitedAnswer(false, null), library.Exploited(["CVE-1999-1"]));
    }

    private static string Rated(string cve, string vector) => $$"""  "aliases":["{{cve}}"],"severity":[{"type":"CVSS_V3","score":"{{vector}}"}], """;

    private AdvisoryLibrary Library() => new(new(_folder.Path) { Time = Time }, _log);

    private async Task BuildAsync(string ecosystem, string record)
    {
        using var export = new TemporaryFolder();
        OsvExport.Put(export.Path, ecosystem, ("A.json", record));
        await new AdvisoryDatabase(_folder.Path).BuildAsync([export.Path], null, new CollectingLog(), cancellation: TestContext.Current.CancellationToken);
    }
}
