using System.Globalization;
using PipelineGuard.Advisories.Cvss;
using PipelineGuard.Versions;

namespace PipelineGuard.Advisories.Starter;

/// <summary>The form of the embedded table, line by line, as its head describes it.</summary>
public sealed class StarterTableTests
{
    private static readonly string[][] Rows = [.. Lines().Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))];

    [Fact]
    public void Begins_with_what_it_is_and_what_it_is_not() =>
        Assert.Contains(Lines().TakeWhile(line => line.StartsWith('#')), line => line.Contains("no replacement for real data", StringComparison.Ordinal));

    [Theory]
    [InlineData("NuGet", 60)]
    [InlineData("npm", 80)]
    [InlineData("PyPI", 60)]
    [InlineData("Debian", 60)]
    [InlineData("Alpine", 40)]
    public void Knows_enough_of_each_ecosystem(string ecosystem, int atLeast) =>
        Assert.True(Rows.Count(row => Ecosystem.Split(row[0]).Name == ecosystem) >= atLeast);

    [Fact]
    public void Every_row_has_eight_columns_with_something_in_each() =>
        Assert.All(Rows, row => Assert.True(row.Length == 8 && row.All(column => column.Length > 0 && column.Trim() == column), string.Join('|', row)));

    [Fact]
    public void Rows_are_sorted_and_unique()
    {
        string[] keys = [.. Rows.Select(row => string.Join('\t', row[..3]))];

        Assert.Equal(keys.Distinct().Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public void Only_distributions_have_releases() =>
        Assert.All(Rows, row => Assert.Equal(row[0].StartsWith("Debian", StringComparison.Ordinal) || row[0].StartsWith("Alpine", StringComparison.Ordinal), row[0].Contains(':', StringComparison.Ordinal)));

    [Fact]
    public void Versions_are_valid_and_each_range_goes_upwards()
    {
        foreach (var row in Rows)
        {
            var versions = VersionSchemes.For(Ecosystem.VersionSchemeOf(Ecosystem.Split(row[0]).Name)!);
            foreach (var range in row[4].Split(','))
            {
                var ends = range.Split("..");
                var (from, to) = (ends[0], ends[1].TrimStart('='));
                Assert.True(ends.Length == 2 && versions.IsValid(from) && (to.Length == 0 || versions.IsValid(to)), $"{row[1]} {row[2]} {range}");
                Assert.True(to.Length == 0 || versions.Compare(from, to) < 0 || (from == to && ends[1].StartsWith('=')), $"{row[1]} {row[2]} {range}");
            }
        }
    }

    [Fact]
    public void Vectors_can_be_scored() =>
        Assert.All(Rows, row => Assert.True(row[5] == "-" || CvssVector.TryParse(row[5], out _), row[5]));

    [Fact]
    public void Dates_are_dates() =>
        Assert.All(Rows, row => Assert.True(DateOnly.TryParseExact(row[6], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), row[6]));

    [Fact]
    public void Titles_fit_on_a_line() => Assert.All(Rows, row => Assert.InRange(row[7].Length, 10, 80));

    private static string[] Lines()
    {
        using var table = new StreamReader(typeof(StarterSet).Assembly.GetManifestResourceStream("PipelineGuard.Advisories.Starter.starter.tsv")!);
        return table.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
