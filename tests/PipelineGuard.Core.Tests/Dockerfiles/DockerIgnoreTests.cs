using CsCheck;

namespace PipelineGuard.Dockerfiles;

/// <summary>The examples of Docker's documentation, and what follows from them.</summary>
public sealed class DockerIgnoreTests
{
    [Theory]
    [InlineData("bin", "bin/app.dll", true)]
    [InlineData("bin", "src/bin/app.dll", false)]
    [InlineData("/bin/", "bin/app.dll", true)]
    [InlineData("./bin", "bin", true)]
    [InlineData("bin", "binary", false)]
    [InlineData("a/../bin", "bin/x", true)]
    [InlineData("*/temp*", "somedir/temporary.txt", true)]
    [InlineData("*/temp*", "somedir/temp/deep/file", true)]
    [InlineData("*/temp*", "a/b/temp", false)]
    [InlineData("*/*/temp*", "somedir/subdir/temporary.txt", true)]
    [InlineData("temp?", "tempa", true)]
    [InlineData("temp?", "temp", false)]
    [InlineData("temp?", "temp/a", false)]
    [InlineData("**/bin", "bin/x", true)]
    [InlineData("**/bin", "a/b/bin/x", true)]
    [InlineData("**/bin", "a/robin", false)]
    [InlineData("**/*.go", "main.go", true)]
    [InlineData("**/*.go", "a/b/main.go", true)]
    [InlineData("docs/**", "docs/a/b", true)]
    [InlineData("docs/**/x", "docs/x", true)]
    [InlineData("docs/**/x", "docs/a/b/x", true)]
    [InlineData("docs/**/x", "docs/ax", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("\\*", "*", true)]
    [InlineData("\\*", "a", false)]
    [InlineData("# bin", "bin/x", false)]
    [InlineData("  bin  ", "bin/x", true)]
    [InlineData("\uFEFF.git", ".git/HEAD", true)]
    [InlineData("*.md\n!README.md", "README.md", false)]
    [InlineData("*.md\n!README.md", "CHANGES.md", true)]
    [InlineData("*.md\n!README*.md\nREADME-secret.md", "README-secret.md", true)]
    [InlineData("*.md\nREADME-secret.md\n!README*.md", "README-secret.md", false)]
    [InlineData("*\n!src", "src/a.cs", false)]
    [InlineData("*\n!src", "secret", true)]
    [InlineData("*\r\n! src\r\n", "src/a.cs", false)]
    [InlineData("!", "a", false)]
    [InlineData("[a", "[a", true)]
    [InlineData("", "a", false)]
    public void Decides_as_the_builder_does(string text, string path, bool expected) =>
        Assert.Equal(expected, DockerIgnore.Parse(text).Ignores(path));

    [Fact]
    public void Lets_the_last_line_decide_whatever_stands_above() =>
        Gen.Select(
            Gen.String[Gen.OneOfConst('*', '?', '[', ']', '^', '-', '\\', '/', '.', '!', '#', 'a', '\n'), 0, 30],
            Gen.String[Gen.OneOfConst('a', 'b', '/'), 1, 20].Select(ContextPattern.Clean).Where(path => path.Length > 0))
        .Sample((text, path) => DockerIgnore.Parse($"{text}\n{path}").Ignores(path) && !DockerIgnore.Parse($"{text}\n!{path}").Ignores(path));

    [Fact]
    public void Takes_a_pattern_of_many_stars_as_easily_as_any_other() =>
        Assert.False(DockerIgnore.Parse(string.Concat(Enumerable.Repeat("*a", 200)) + "b").Ignores(new('a', 4_000)));
}
