namespace PipelineGuard.Scanning;

/// <summary>Only what is like the tag in use, and newer, may take its place.</summary>
public sealed class TagVersionTests
{
    [Theory]
    [InlineData("12.5", "12.4 12.5 12.6 12.11 12.11-slim 13.1 12 latest bookworm 12.12.1", "12.11")]
    [InlineData("12.5-slim", "12.11 12.11-slim 13-slim", "12.11-slim")]
    [InlineData("3.11.4", "3.11.3 3.11.13 3.12.0 3.12.9 3.13.2 3.14.1 4.0.0 3.14.0rc1", "3.11.13 3.14.1 3.13.2")]
    [InlineData("3.11.4-slim-bookworm", "3.11.13-slim-bookworm 3.11.14-slim-trixie 3.12.1-alpine", "3.11.13-slim-bookworm")]
    [InlineData("10.0.1-alpine3.22", "10.0.4-alpine3.23 10.0.4-alpine3.22 10.1.0-noble", "10.0.4-alpine3.23")]
    [InlineData("v1.2.3", "1.2.4 v1.2.4", "v1.2.4")]
    [InlineData("20.04", "22.04 20.10 24.04", "20.10")]
    [InlineData("2023.12", "2024.3 2023.11 2025.1", "2025.1 2024.3")]
    [InlineData("bookworm-20240110-slim", "bookworm-20240211-slim bookworm-20250101 bookworm-20240513-slim trixie-20250101-slim", "bookworm-20240513-slim")]
    [InlineData("9.4-1123", "9.4-1200 9.4-1123 8.9-2000", "9.4-1200")]
    [InlineData("17.0.1_12-jre", "17.0.9_9-jre 17.0.9_9-jdk 21.0.1_12-jre", "17.0.9_9-jre")]
    [InlineData("18", "19 20 22 18", "")]
    [InlineData("12.05", "12.5 12.05 12.005", "")]
    [InlineData("1.99999999999999999999999", "1.99999999999999999999998 1.100000000000000000000000", "1.100000000000000000000000")]
    [InlineData("1.0", "", "")]
    public void Names_the_newest_of_each_line_of_the_same_kind_its_own_line_first(string tag, string tags, string newer) =>
        Assert.Equal(newer.Split(' ', StringSplitOptions.RemoveEmptyEntries), TagVersion.Of(tag)!.NewerIn(tags.Split(' ', StringSplitOptions.RemoveEmptyEntries), 3));

    [Theory, InlineData("latest"), InlineData("bookworm-slim"), InlineData("_")]
    public void A_tag_without_a_number_has_no_version(string tag) => Assert.Null(TagVersion.Of(tag));

    [Fact]
    public void No_more_than_asked_for() =>
        Assert.Equal(["1.0.9", "1.9.0"], TagVersion.Of("1.0.0")!.NewerIn(["1.0.1", "1.0.9", "1.1.0", "1.5.0", "1.9.0"], 2));
}
