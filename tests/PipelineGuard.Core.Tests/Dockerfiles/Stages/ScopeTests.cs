using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>Variables: what is known, what is empty and what only the build knows.</summary>
public sealed class ScopeTests
{
    [Theory]
    [InlineData("$FILE", "archive.tar.gz")]
    [InlineData("${FILE}s", "archive.tar.gzs")]
    [InlineData("${FILE%.*}", "archive.tar")]
    [InlineData("${FILE%%.*}", "archive")]
    [InlineData("${FILE#*.}", "tar.gz")]
    [InlineData("${FILE##*.}", "gz")]
    [InlineData("${FILE#nope}", "archive.tar.gz")]
    [InlineData("${FILE/a/o}", "orchive.tar.gz")]
    [InlineData("${FILE//a/o}", "orchive.tor.gz")]
    [InlineData("${FILE//?r/}", "chive.t.gz")]
    [InlineData("${EMPTY:-dash}", "dash")]
    [InlineData("${EMPTY-dash}", "")]
    [InlineData("${EMPTY:+plus}", "")]
    [InlineData("${EMPTY+plus}", "plus")]
    [InlineData("${FILE:?must be set}", "archive.tar.gz")]
    [InlineData("${NONE:-${FILE%%.*}}", "archive")]
    [InlineData("${NONE:-\"two words\"}", "two words")]
    [InlineData("$NONE", "")]
    [InlineData("\\$FILE", "$FILE")]
    [InlineData("'$FILE'", "$FILE")]
    [InlineData("\"$FILE\"", "archive.tar.gz")]
    [InlineData("\"\\\"q\\\"\"", "\"q\"")]
    [InlineData("a\\ b", "a b")]
    [InlineData("$", "$")]
    [InlineData("a$/b", "a$/b")]
    [InlineData("${FILE", "archive.tar.gz")]
    [InlineData("${LATER:-early}", "early")]
    public void Expands_as_BuildKit_does(string text, string expected)
    {
        var file = Dockerfile.Parse("FROM scratch\nENV FILE=archive.tar.gz EMPTY=\nUSER x\nENV LATER=late");

        Assert.Equal(expected, file.Instructions[2].Scope.Expand(text));
    }

    [Theory]
    [InlineData("$FROM_BASE")]
    [InlineData("${FROM_BASE:-x}")]
    [InlineData("${FROM_BASE:+x}")]
    [InlineData("$WITHOUT_DEFAULT")]
    [InlineData("$TARGETARCH")]
    [InlineData("$HTTP_PROXY")]
    [InlineData("${WITHOUT_DEFAULT%x}")]
    [InlineData("${WITHOUT_DEFAULT:?x}")]
    [InlineData("${A!x}")]
    public void Keeps_unknown_apart_from_empty(string text)
    {
        var file = Dockerfile.Parse("FROM debian:12\nARG WITHOUT_DEFAULT TARGETARCH\nUSER x");

        Assert.Null(file.Instructions[^1].Scope.Expand(text));
    }

    [Theory]
    [InlineData("ARG T=1\nFROM a:$T", "a:1")]
    [InlineData("ARG T\nFROM a:${T:-2}", "a:2")]
    [InlineData("ARG A=1 B=2\nFROM a:$A-$B", "a:1-2")]
    [InlineData("ARG A=1\nARG B=$A.5\nFROM a:$B", "a:1.5")]
    [InlineData("FROM a:$T", "a:")]
    [InlineData("ARG T=1\nFROM b\nARG T=2\nFROM a:$T", "a:1")]
    public void Resolves_the_base_image_through_the_defaults_in_front(string text, string expected) =>
        Assert.Equal(expected, Dockerfile.Parse(text).Stages[^1].Base!.Reference.Text);

    [Theory]
    [InlineData("ARG T\nFROM a:$T")]
    [InlineData("FROM a:$TARGETARCH")]
    public void Says_when_only_the_build_knows_the_base_image(string text)
    {
        var image = Dockerfile.Parse(text).Stages[0].Base!;

        Assert.False(image.IsResolved);
        Assert.Equal("a", image.Repository);
        Assert.Equal(text[text.IndexOf("a:", StringComparison.Ordinal)..], image.ToString());
    }

    [Fact]
    public void Takes_over_a_global_default_only_when_the_stage_asks_for_it()
    {
        var file = Dockerfile.Parse("ARG T=1\nFROM scratch\nUSER $T\nARG T\nUSER $T\nENV T=2\nUSER $T\nARG T=3\nUSER $T");

        var users = file.All<ValueInstruction>().Select(user => user.Scope.Expand(user.Value!));

        Assert.Equal(["", "1", "2", "2"], users);
    }

    // Docker documentation, "Build variables": arguments and variables are inherited from parent stages.
    [Theory]
    [InlineData("FROM scratch AS a\nENV E=env\nARG A=arg\nFROM a\nUSER x", "env-arg")]
    [InlineData("FROM scratch AS a\nENV E=env\nARG A=arg\nFROM a AS b\nFROM b\nUSER x", "env-arg")]
    [InlineData("FROM scratch AS a\nARG A=arg\nFROM a\nARG A=own\nENV E=env\nUSER x", "env-own")]
    [InlineData("FROM scratch AS a\nARG A=arg\nARG E=lost\nFROM a\nENV E=env\nUSER x", "env-arg")]
    [InlineData("FROM scratch AS a\nARG A=arg\nENV E=env\nFROM scratch\nUSER x", "-")]
    [InlineData("FROM scratch AS a\nFROM a AS b\nUSER x\nFROM a AS c\nARG A=arg\nENV E=env\nFROM b\nUSER x", "-")]
    public void A_stage_on_a_stage_inherits_ENV_and_ARG_from_it_and_from_no_other(string text, string expected) =>
        Assert.Equal(expected, Dockerfile.Parse(text).Instructions[^1].Scope.Expand("$E-$A"));

    [Fact]
    public void Doubling_a_variable_many_times_ends_in_unknown()
    {
        var file = Dockerfile.Parse("FROM scratch\nENV A=aaaaaaaa\n" + string.Concat(Enumerable.Repeat("ENV A=$A$A\n", 100)) + "USER $A");

        Assert.Null(file.Instructions[^1].Scope.Expand("$A"));
    }
}
