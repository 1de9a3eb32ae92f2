namespace PipelineGuard.Advisories.Starter;

public sealed class StarterSetTests
{
    [Fact]
    public void Every_row_can_be_read_and_found()
    {
        using var table = new StreamReader(typeof(StarterSet).Assembly.GetManifestResourceStream("PipelineGuard.Advisories.Starter.starter.tsv")!);
        var rows = StarterSet.Read(table).ToArray();

        Assert.NotEmpty(rows);
        foreach (var ecosystem in rows.GroupBy(row => row.Ecosystem))
        {
            using var set = StarterSet.Open(ecosystem.Key)!;
            Assert.True(set.Info.IsStarter);
            Assert.All(ecosystem, row => Assert.Contains(Find(set, row.Package, row.Affected.Release), id => id == row.Advisory.Id));
        }
    }

    [Theory]
    [InlineData("0..1.2", "IntroducedAtStart;Fixed 1.2")]
    [InlineData("1.0..=1.2", "Introduced 1.0;LastAffected 1.2")]
    [InlineData("1.0..", "Introduced 1.0")]
    [InlineData("0..1.2,2.0..2.3", "IntroducedAtStart;Fixed 1.2|Introduced 2.0;Fixed 2.3")]
    public void Reads_ranges(string ranges, string expected)
    {
        var row = StarterRow.Parse($"Debian:12\tthing\tCVE-2026-1\tGHSA-x,DSA-1\t{ranges}\t-\t2026-02-03\tA title");

        Assert.Equal(expected, string.Join('|', row.Affected.Ranges.Select(range => string.Join(';', range.Events.Select(at => $"{at.Kind} {at.Version}".Trim())))));
        Assert.Equal(("Debian", "12", "A title"), (row.Ecosystem, row.Affected.Release, row.Advisory.Summary));
        Assert.Equal(["GHSA-x", "DSA-1"], row.Advisory.Aliases);
        Assert.Empty(row.Advisory.Ratings);
    }

    [Theory]
    [InlineData("too\tfew")]
    [InlineData("npm\tthing\tX-1\t-\t1.0\t-\t2026-02-03\tNo range")]
    [InlineData("npm\tthing\tX-1\t-\t0..1\t-\tyesterday\tNo date")]
    public void Refuses_a_wrong_row(string line) => Assert.Throws<FormatException>(() => StarterRow.Parse(line));

    [Fact]
    public void Has_nothing_for_an_unknown_ecosystem() => Assert.Null(StarterSet.Open("No such"));

    [Fact]
    public void Covers_only_the_releases_it_names()
    {
        using var debian = StarterSet.Open("Debian")!;
        Assert.True(debian.Covers("12"));
        Assert.False(debian.Covers("4"));
        using var npm = StarterSet.Open("npm")!;
        Assert.True(npm.Covers(null));
    }

    private static IEnumerable<string> Find(StarterSet set, string package, string? release)
    {
        var claims = new List<AdvisoryClaim>();
        set.Find(package, release, claims);
        return claims.Select(claim => set.Read(claim.Record).Id);
    }
}
