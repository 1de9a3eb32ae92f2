namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>Paths within an image.</summary>
public sealed class StagePathTests
{
    [Fact]
    public void A_path_that_no_kernel_takes_is_unknown() => Assert.Equal($"/{Scope.Unknown}", StagePath.Combine("/a", new string('b', 5000)));

    [Theory]
    [InlineData("/", "app", "/app")]
    [InlineData("/app", "./src/", "/app/src")]
    [InlineData("/app", "/srv//x", "/srv/x")]
    [InlineData("/app", "../../..", "/")]
    [InlineData("/app", ".", "/app")]
    public void Joins_a_path_to_its_folder(string folder, string path, string expected) => Assert.Equal(expected, StagePath.Combine(folder, path));

    [Theory]
    [InlineData("/app", "/app", true)]
    [InlineData("/app/a", "/app", true)]
    [InlineData("/application", "/app", false)]
    [InlineData("/app", "/app/a", false)]
    [InlineData("/app", "/", true)]
    public void Knows_what_lies_below_a_folder(string path, string folder, bool expected) => Assert.Equal(expected, StagePath.IsWithin(path, folder));

    [Theory]
    [InlineData("/app", true)]
    [InlineData("C:/app", true)]
    [InlineData("app", false)]
    [InlineData("./app", false)]
    [InlineData("\uFFFC/app", true)]
    public void Takes_an_unknown_beginning_for_a_root(string path, bool expected) => Assert.Equal(expected, StagePath.MayBeAbsolute(path));
}
