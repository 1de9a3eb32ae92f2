using System.Globalization;
using System.Text.Json;
using PipelineGuard.Advisories;

namespace PipelineGuard.Lifecycle;

/// <summary>The table of support dates within the assembly.</summary>
public sealed class SupportDatesTests
{
    // Where the table says something else than the "eol" of endoflife.date, for a reason: Debian's LTS is for everybody, its own security team's time is shorter.
    private static readonly string[] WithFreeExtension = ["debian"];

    [Theory]
    [InlineData("dotnet", "8", "2026-11-11")]
    [InlineData("dotnet", "10", "2028-11-15")]
    [InlineData("debian", "10", "2024-07-01")]
    [InlineData("debian", "buster", "2024-07-01")]
    [InlineData("alpine", "3.19", "2025-11-02")]
    [InlineData("alpine", "3.19.1", "2025-11-02")]
    [InlineData("photon", "5.0", null)]
    public void Names_the_first_day_without_support(string product, string version, string? day) =>
        Assert.Equal(day is null ? null : DateOnly.Parse(day, CultureInfo.InvariantCulture), Find(product, version)!.End);

    [Theory]
    [InlineData("debian", "99")]
    [InlineData("debian", "1")]
    [InlineData("debian", "")]
    [InlineData("sles", "15.8")]
    [InlineData("alpine", "3.24_alpha20260127")]
    [InlineData("plan9", "4")]
    public void Knows_nothing_of_other_releases(string product, string version) => Assert.Null(Find(product, version));

    [Fact]
    public void A_version_longer_than_any_is_none() => Assert.Null(Find("debian", "12" + string.Concat(Enumerable.Repeat(".1", 100_000))));

    [Fact]
    public void Successors_are_those_that_came_later_and_last_longest()
    {
        var dates = SupportDates.Embedded;

        Assert.Equal(["26", "24", "22"], dates.Successors(Find("nodejs", "20")!, new(2026, 11, 23)).Select(release => release.Name));
        Assert.Empty(dates.Successors(Find("centos", "8")!, new(2026, 11, 23)));
        Assert.Empty(dates.Successors(Find("debian", "13")!, new(2026, 11, 23)));
    }

    [Fact]
    public void Releases_of_a_product_stand_together_the_newest_first()
    {
        var products = SupportDates.Embedded.Releases.Select(release => release.Product).ToList();
        var changes = products.Zip(products.Skip(1)).Count(pair => pair.First != pair.Second);

        Assert.Equal(products.Distinct().Count() - 1, changes);
        // openSUSE went from 42 back to 15.
        Assert.All(SupportDates.Embedded.Releases.Where(release => release.Product != "opensuse" && release.Name.Contains('.', StringComparison.Ordinal)).GroupBy(release => release.Product), product =>
            Assert.Equal(product.OrderByDescending(release => System.Version.Parse(release.Name)), product));
    }

    [Fact]
    public void Says_what_endoflife_date_says()
    {
        var folder = Path.Combine(SharedData.Folder, "eol");

        Assert.All(SupportDates.Embedded.Releases.GroupBy(release => release.Product), product =>
        {
            if (Read(Path.Combine(folder, (product.Key == "photon" ? "vmware-photon" : product.Key) + ".json")) is not { } cycles) return;
            Assert.All(product.Where(release => cycles.ContainsKey(release.Name)), release => Assert.Equal(cycles[release.Name], release.LastDay));
        });
    }

    private static ProductRelease? Find(string product, string version) => SupportDates.Embedded.Find(product, ProductRelease.NamesFor(version));

    private static Dictionary<string, DateOnly?>? Read(string file)
    {
        if (!File.Exists(file)) return null;
        var field = WithFreeExtension.Contains(Path.GetFileNameWithoutExtension(file)) ? "extendedSupport" : "eol";
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return json.RootElement.EnumerateArray().ToDictionary(
            cycle => cycle.GetProperty("cycle").GetString()!,
            cycle => cycle.GetProperty(field) is { ValueKind: JsonValueKind.String } day ? DateOnly.Parse(day.GetString()!, CultureInfo.InvariantCulture) : (DateOnly?)null);
    }
}
