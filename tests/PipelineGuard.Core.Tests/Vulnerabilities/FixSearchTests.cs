using PipelineGuard.Advisories;
using PipelineGuard.Versions;

namespace PipelineGuard.Vulnerabilities;

public sealed class FixSearchTests
{
    [Theory]
    [InlineData("0..2.0.0", "1.0.0", "Fixed 2.0.0")]
    [InlineData("0..1.9.5,2.0.0..2.3.1", "1.9.0", "Fixed 1.9.5")]
    [InlineData("0..1.9.5,2.0.0..2.3.1", "2.1.0", "Fixed 2.3.1")]
    [InlineData("0..2.0.0 0..3.0.0", "1.0.0", "Fixed 3.0.0")]
    [InlineData("0..2.1.0 2.0.0..2.3.0", "1.0.0", "Fixed 2.3.0")]
    [InlineData("0..2.0.0 0..", "1.0.0", "Fixed 2.0.0")]
    [InlineData("0..", "1.0.0", "NotFixed")]
    [InlineData("0..=1.0.0", "1.0.0", "Unknown")]
    [InlineData("0..!ignored", "1.0.0", "WontFix")]
    [InlineData("0..!end-of-life", "1.0.0", "WontFix")]
    [InlineData("0..2.0.0!ignored", "1.0.0", "Fixed 2.0.0")]
    public void Finds_the_lowest_version_that_clears_everything(string claims, string version, string expected)
    {
        var plan = FixSearch.Find([.. claims.Split(' ').Select(Claim)], version, VersionSchemes.For("semver"));
        Assert.Equal(expected, $"{plan.State} {plan.FixedIn}".Trim());
    }

    [Fact]
    public void Listed_versions_name_no_fix() =>
        Assert.Equal(default, FixSearch.Find([new() { Versions = ["1.0.0"] }], "1.0.0", VersionSchemes.For("semver")));

    private static AffectedVersions Claim(string text) => text.Split('!') is [var ranges, var word]
        ? new() { Ranges = MadeAdvisories.Ranges(ranges), Ratings = [word] }
        : new() { Ranges = MadeAdvisories.Ranges(text) };
}
