using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>What a container of the final stage finds.</summary>
public sealed class StageQueriesTests
{
    [Theory]
    [InlineData("FROM a\nENTRYPOINT e\nCMD c", "e c")]
    [InlineData("FROM a\nCMD c\nENTRYPOINT e", "e c")]
    [InlineData("FROM a\nCMD b\nCMD c", "c")]
    [InlineData("FROM a AS x\nENTRYPOINT e\nFROM x\nCMD c", "e c")]
    [InlineData("FROM a AS x\nCMD c\nFROM x\nENTRYPOINT e", "e")]
    [InlineData("FROM a AS x\nENTRYPOINT d\nCMD c\nFROM x\nENTRYPOINT e", "e")]
    [InlineData("FROM a AS x\nCMD c\nFROM b", "")]
    public void Starts_what_Docker_would_start(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Final(text).StartCommands().Select(command => command.Name)));

    [Theory]
    [InlineData("FROM a AS x\nENV A=1\nFROM x\nENV A=2 A=3", "3")]
    [InlineData("FROM a AS x\nENV A=1\nFROM x\nENV B=2", "1")]
    [InlineData("FROM a\nENV A=$B", null)]
    public void Knows_the_environment_from_the_stages_below(string text, string? expected) => Assert.Equal(expected, Final(text).Environment("A")!.Value.Value);

    [Theory]
    [InlineData("FROM a", null)]
    [InlineData("FROM a\nUSER app:app\nUSER root:root", "root")]
    [InlineData("FROM a AS x\nUSER 1000\nFROM x\nRUN true", "1000")]
    [InlineData("FROM a\nUSER $APP_UID", "\uFFFC")]
    public void Knows_the_user(string text, string? expected) => Assert.Equal(expected, Final(text).UserName());

    [Fact]
    public void Walks_down_a_tower_of_stages_only_so_far()
    {
        var text = "FROM a AS s0\nENV A=1\n" + string.Concat(Enumerable.Range(1, 5_000).Select(i => $"FROM s{i - 1} AS s{i}\n"));

        Assert.Null(Final(text).Environment("A"));
        Assert.Empty(Final(text).AllBelow<EnvInstruction>());
    }

    private static Stages.Stage Final(string text) => Dockerfile.Parse(text).FinalStage!;
}
