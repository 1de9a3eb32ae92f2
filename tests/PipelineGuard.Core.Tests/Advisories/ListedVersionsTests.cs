using PipelineGuard.Advisories.Osv;

namespace PipelineGuard.Advisories;

public sealed class ListedVersionsTests
{
    [Theory]
    [InlineData("npm", "0.9.0,5.0.0,odd")]
    [InlineData("Debian", "0.9.0,5.0.0,odd")]
    [InlineData("Unknown", "0.9.0,1.0.0,1.5.0,5.0.0,odd")]
    public void Only_versions_that_no_range_holds_are_kept(string ecosystem, string kept)
    {
        var versions = new AffectedVersions
        {
            Ranges = [new([new(VersionEventKind.Introduced, "1.0.0"), new(VersionEventKind.Fixed, "2.0.0")])],
            Versions = ["0.9.0", "1.0.0", "1.5.0", "5.0.0", "odd"],
        };

        var record = ListedVersions.WithoutRedundant(new(new("X-1"), [new(ecosystem, "thing", versions)]));

        Assert.Equal(kept, string.Join(',', record.Affected[0].Versions.Versions));
    }

    [Fact]
    public void A_list_without_ranges_is_kept()
    {
        var record = new OsvRecord(new("X-1"), [new("npm", "thing", new() { Versions = ["1.0.0"] })]);
        Assert.Equal(["1.0.0"], ListedVersions.WithoutRedundant(record).Affected[0].Versions.Versions);
    }
}
