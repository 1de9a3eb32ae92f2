using PipelineGuard.Secrets.Known;

namespace PipelineGuard.Secrets;

public sealed class PathPatternsTests
{
    private static readonly PathPatterns Places = new(["usr/share/man/", "/tests/", "!/package/", "*_test.go"]);

    [Theory]
    [InlineData("usr/share/man/man1/ls.1", true)]
    [InlineData("app/usr/share/man/ls.1", false)]
    [InlineData("tests/data.json", true)]
    [InlineData("app/tests/data.json", true)]
    [InlineData("app/mytests/data.json", false)]
    [InlineData("app/a.tgz!/package/readme", true)]
    [InlineData("/package/readme", true)]
    [InlineData("app/package/readme", false)]
    [InlineData("app/main_test.go", true)]
    [InlineData("app/main_test.go.txt", false)]
    [InlineData("", false)]
    public void Fit_the_beginning_a_part_or_the_end_of_a_path(string path, bool fits) => Assert.Equal(fits, Places.Fit(path));

    [Fact]
    public void Fit_paths_of_any_length()
    {
        var folder = new string('a', 5000);

        Assert.True(Places.Fit($"{folder}/tests/x"));
        Assert.False(Places.Fit($"{folder}/test/x"));
    }
}
