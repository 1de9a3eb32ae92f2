namespace PipelineGuard.Dockerfiles.Targets;

public sealed class GitIgnoreTests
{
    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "b/a", true)]
    [InlineData("/a", "b/a", null)]
    [InlineData("b/a", "c/b/a", null)]
    [InlineData("**/b/a", "c/b/a", true)]
    [InlineData("b/**", "b/c/a", true)]
    [InlineData("b/**", "b", null)]
    [InlineData("b/**/a", "b/a", true)]
    [InlineData("b/**/a", "b/c/d/a", true)]
    [InlineData("a/", "a", null)]
    [InlineData("*.log", "x/y.log", true)]
    [InlineData("?.log", "xy.log", null)]
    [InlineData("[a-c].log", "b.log", true)]
    [InlineData("[!a-c].log", "b.log", null)]
    [InlineData("[]].log", "].log", true)]
    [InlineData("[.log", "[.log", true)]
    [InlineData(@"\*", "a", null)]
    [InlineData(@"\*", "*", true)]
    [InlineData(@"\#a", "#a", true)]
    [InlineData(@"\!a", "!a", true)]
    [InlineData("#a", "#a", null)]
    [InlineData("a  ", "a", true)]
    [InlineData(@"a\ ", "a ", true)]
    [InlineData("a\n!a", "a", false)]
    [InlineData("!a\na", "a", true)]
    [InlineData("a\r\nb\r\n", "b", true)]
    [InlineData("!\n/\n\n", "a", null)]
    public void Matches_as_Git_does(string text, string path, bool? expected) => Assert.Equal(expected, GitIgnore.Parse(text).Ignores(path, isFolder: false));

    [Fact]
    public void A_slash_at_the_end_means_folders() => Assert.True(GitIgnore.Parse("a/").Ignores("b/a", isFolder: true));

    [Fact]
    public void Many_stars_take_no_exponential_time() =>
        Assert.Null(GitIgnore.Parse(string.Concat(Enumerable.Repeat("*a", 2_000)) + "b").Ignores(new('a', 20_000), isFolder: false));
}
