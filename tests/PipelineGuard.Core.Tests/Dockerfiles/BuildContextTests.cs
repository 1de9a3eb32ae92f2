using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles;

/// <summary>Which files of a context an instruction copies.</summary>
public sealed class BuildContextTests
{
    private static readonly DockerfileContext Files = new()
    {
        ContextFiles = ["a.txt", "b.txt", "docs/a.txt", "src/app/main.cs", "src/app/test.cs"],
        DockerIgnore = "b.txt",
    };

    [Theory]
    [InlineData("COPY . /", "a.txt docs/a.txt src/app/main.cs src/app/test.cs")]
    [InlineData("COPY ./ /", "a.txt docs/a.txt src/app/main.cs src/app/test.cs")]
    [InlineData("COPY *.txt /", "a.txt")]
    [InlineData("COPY src/*/*.cs /", "src/app/main.cs src/app/test.cs")]
    [InlineData("COPY /src/ /", "src/app/main.cs src/app/test.cs")]
    [InlineData("COPY sr /", "")]
    [InlineData("COPY [\"docs\", \"/\"]", "docs/a.txt")]
    [InlineData("COPY --exclude=app/test.cs src /", "src/app/main.cs")]
    [InlineData("COPY --exclude=**/*.cs . /", "a.txt docs/a.txt")]
    [InlineData("COPY --from=x . /", "")]
    [InlineData("COPY $UNKNOWN /", "")]
    [InlineData("ARG DIR=docs\nCOPY $DIR /", "docs/a.txt")]
    [InlineData("ADD https://example.com/a.txt git@example.com:a.git /", "")]
    [InlineData("COPY <<a.txt /\nhello\na.txt", "")]
    public void Knows_what_an_instruction_copies(string instruction, string expected)
    {
        var copy = Dockerfile.Parse($"FROM debian:12.5\n{instruction}").All<CopyInstruction>().Single();
        var sources = BuildContext.Sources(copy).ToList();

        Assert.Equal(expected, string.Join(' ', BuildContext.Of(Files)!.Sent.Where(path => sources.Exists(source => source.Takes(path)))));
    }

    [Fact]
    public void Holds_folders_as_well_as_files()
    {
        var build = BuildContext.Of(Files)!;

        Assert.True(build.Holds("src/app") && build.Sends("src") && build.Sends("src/app/main.cs"));
        Assert.True(build.Holds("b.txt") && !build.Sends("b.txt"));
        Assert.False(build.Holds("src/ap"));
    }

    [Fact]
    public void Tells_an_empty_context_from_one_that_nobody_looked_at()
    {
        Assert.Null(BuildContext.Of(DockerfileContext.Empty));
        Assert.Empty(BuildContext.Of(new() { ContextFiles = [] })!.Sent);
    }
}
