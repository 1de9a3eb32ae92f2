using PipelineGuard.Advisories;
using PipelineGuard.Advisories.Stores;
using PipelineGuard.Packages;

namespace PipelineGuard.Vulnerabilities.Explaining;

/// <summary>What the data says under an id, in all ecosystems.</summary>
public sealed class AdvisoryLookupTests : IDisposable
{
    private readonly TemporaryFolder _export = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _export.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("GHSA-1")]
    [InlineData("ghsa-1")]
    [InlineData("CVE-2026-7")]
    [InlineData("DEBIAN-CVE-2026-7")]
    public async Task Any_id_leads_to_all_others(string id)
    {
        await BuildAsync("npm", OsvExport.Record("GHSA-1", "npm", "thing", "9.0.0", """ "aliases":["CVE-2026-7"], """));
        await BuildAsync("Debian", OsvExport.Record("DEBIAN-CVE-2026-7", "Debian:12", "node-thing", "9.0.0"), OsvExport.Record("DEBIAN-CVE-2026-8", "Debian:12", "node-thing", "9.0.0"));

        var lookup = Find(id);

        Assert.Equal(["CVE-2026-7", "DEBIAN-CVE-2026-7", "GHSA-1"], lookup.Ids.Select(known => known.ToUpperInvariant()));
        Assert.Equal(["Debian node-thing", "npm thing"], lookup.Mentions.Select(mention => $"{mention.Ecosystem} {mention.Package}"));
    }

    [Fact]
    public async Task An_erratum_about_several_does_not_make_them_one()
    {
        await BuildAsync("Debian", OsvExport.Record("DSA-1-1", "Debian:12", "thing", "9.0.0", """ "upstream":["CVE-2026-1","CVE-2026-2"], """), OsvExport.Record("DEBIAN-CVE-2026-2", "Debian:12", "thing", "9.0.0"));

        Assert.Equal(["CVE-2026-1"], Find("CVE-2026-1").Ids);
        Assert.Equal(["DSA-1-1"], Find("CVE-2026-1").Mentions.Select(mention => mention.Advisory.Id));
    }

    [Fact]
    public async Task A_withdrawn_advisory_is_told_of_and_matches_nothing()
    {
        await BuildAsync("npm", OsvExport.Record("GHSA-1", "npm", "thing", "9.0.0", """ "withdrawn":"2026-02-03T00:00:00Z", """), OsvExport.Record("GHSA-2", "npm", "other", "9.0.0"));

        var mention = Assert.Single(Find("GHSA-1").Mentions);

        Assert.Equal(("thing", new DateTimeOffset(2026, 2, 3, 0, 0, 0, TimeSpan.Zero)), (mention.Package, mention.Withdrawn));
        Assert.Equal(MatchOutcome.Withdrawn, new PackageTracer([mention], null).Trace(new(PackageType.Npm, "thing", "1.0.0"))?.Outcome);
        using var store = AdvisoryStore.Open(_folder.Path, "npm")!;
        var claims = new List<AdvisoryClaim>();
        foreach (var name in new[] { "thing", AdvisoryRecord.WithdrawnKey }) store.Find(name, null, claims);
        Assert.Empty(claims);
        Assert.Equal(1, store.Info.Advisories);
    }

    [Fact]
    public async Task A_package_called_like_our_own_key_does_no_harm()
    {
        await BuildAsync("npm", OsvExport.Record("GHSA-1", "npm", "\\u001awithdrawn", "9.0.0"), OsvExport.Record("GHSA-2", "npm", "other", "9.0.0"));

        Assert.Empty(Find("GHSA-1").Mentions);
        Assert.Single(Find("GHSA-2").Mentions);
    }

    [Fact]
    public async Task A_chain_of_lying_aliases_ends()
    {
        await BuildAsync("npm", [.. Enumerable.Range(0, 300).Select(index => OsvExport.Record($"X-{index}", "npm", "thing", "9.0.0", $""" "aliases":["X-{index + 1}","X-{(index * 7) % 300}"], """))]);
        Assert.InRange(Find("X-0").Ids.Length, 2, 110);
    }

    private AdvisoryLookup Find(string id)
    {
        using var library = new AdvisoryLibrary(new(_folder.Path), new CollectingLog());
        var lookup = AdvisoryLookup.Find(library, id);
        return lookup with { Mentions = [.. lookup.Mentions.Where(mention => mention.Advisory.Modified.Year == 2026)] };
    }

    private async Task BuildAsync(string ecosystem, params string[] records)
    {
        OsvExport.Put(_export.Path, ecosystem, [.. records.Select((record, index) => ($"{index}.json", record))]);
        await new AdvisoryDatabase(_folder.Path).BuildAsync([_export.Path], [ecosystem], new CollectingLog(), cancellation: TestContext.Current.CancellationToken);
    }
}
