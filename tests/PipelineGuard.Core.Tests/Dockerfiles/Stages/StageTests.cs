namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>Stages: their bases, their graph, their shells.</summary>
public sealed class StageTests
{
    [Theory]
    [InlineData("debian", null, "debian", null, null)]
    [InlineData("debian:12", null, "debian", "12", null)]
    [InlineData("library/debian:12", null, "library/debian", "12", null)]
    [InlineData("localhost:5000/debian", "localhost:5000", "debian", null, null)]
    [InlineData("localhost/a/b", "localhost", "a/b", null, null)]
    [InlineData("mcr.microsoft.com/dotnet/sdk:10.0@sha256:ab", "mcr.microsoft.com", "dotnet/sdk", "10.0", "sha256:ab")]
    [InlineData("debian@sha256:ab", null, "debian", null, "sha256:ab")]
    public void Takes_an_image_name_apart(string text, string? registry, string repository, string? tag, string? digest)
    {
        var image = ImageReference.Parse(text);

        Assert.Equal((registry, repository, tag, digest), (image.Registry, image.Repository, image.Tag, image.Digest));
    }

    [Fact]
    public void Knows_which_stages_the_final_one_needs()
    {
        var file = Dockerfile.Parse(
            "FROM a AS base\nFROM base AS deps\nFROM b AS lint\nFROM c AS tool\nFROM base\nCOPY --from=DEPS /x /\nRUN --mount=from=3,target=/t true");

        Assert.Equal([true, true, false, true, true], file.Stages.Select(stage => stage.IsNeeded));
        Assert.Equal(["base", "deps", "tool"], file.FinalStage!.Needs.Select(stage => stage.Name));
        Assert.Equal("a", file.FinalStage.Root!.Repository);
        Assert.True(file.FinalStage.Base!.IsEarlierStage);
        Assert.True(file.FinalStage.IsFinal);
    }

    [Fact]
    public void A_name_means_a_stage_only_below_it()
    {
        var file = Dockerfile.Parse("FROM node AS node\nFROM later\nFROM x AS later");

        Assert.All(file.Stages, stage => Assert.False(stage.Base!.IsEarlierStage));
        Assert.Empty(file.Problems);
    }

    [Fact]
    public void Reports_circles_and_self_references_where_they_close()
    {
        var file = Dockerfile.Parse(Corpus.Bytes("circular.dockerfile"));

        Assert.Equal([6, 8], file.Problems.Select(problem => file.Source.PositionOf(problem.Span.Start).Line));
    }

    [Theory]
    [InlineData("FROM debian", nameof(ShellKind.Posix))]
    [InlineData("FROM debian\nSHELL [\"/bin/bash\", \"-c\"]", nameof(ShellKind.Posix))]
    [InlineData("FROM debian\nSHELL [\"pwsh\", \"-Command\"]", nameof(ShellKind.PowerShell))]
    [InlineData("FROM debian\nSHELL [\"/usr/bin/python3\", \"-c\"]", nameof(ShellKind.Unknown))]
    [InlineData("FROM mcr.microsoft.com/windows/nanoserver:ltsc2022", nameof(ShellKind.Cmd))]
    [InlineData("FROM --platform=windows/amd64 app", nameof(ShellKind.Cmd))]
    [InlineData("FROM mcr.microsoft.com/dotnet/sdk:10.0-windowsservercore-ltsc2022", nameof(ShellKind.Cmd))]
    [InlineData("FROM debian AS a\nSHELL [\"pwsh\", \"-Command\"]\nFROM a", nameof(ShellKind.PowerShell))]
    [InlineData("FROM debian AS a\nSHELL [\"pwsh\", \"-Command\"]\nFROM debian", nameof(ShellKind.Posix))]
    [InlineData("FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS a\nFROM a", nameof(ShellKind.Cmd))]
    public void Knows_the_shell_of_a_command(string text, string expected)
    {
        var run = Dockerfile.Parse(text + "\nRUN do something").All<Syntax.RunInstruction>().Single();

        Assert.Equal(expected, run.Shell.Kind.ToString());
        Assert.Equal(expected, run.Script.Kind.ToString());
        Assert.Equal(expected == nameof(ShellKind.Posix), run.Script.Problems.Length + run.Script.Commands.Length > 0);
    }
}
