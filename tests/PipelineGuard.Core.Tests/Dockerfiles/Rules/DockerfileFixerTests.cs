using System.Text;
using CsCheck;

namespace PipelineGuard.Dockerfiles.Rules;

public sealed class DockerfileFixerTests
{
    public static TheoryData<string> Files => [.. Corpus.Names];

    [Fact]
    public void Repairs_everything_that_can_be_repaired()
    {
        var (text, applied) = Fix("FROM debian:12.5\nRUN apt-get install a && apt-get install b\nMAINTAINER Jo\n");

        Assert.DoesNotContain("apt-get install", text, StringComparison.Ordinal);
        Assert.Contains("LABEL org.opencontainers.image.authors=\"Jo\"\n", text, StringComparison.Ordinal);
        Assert.Contains(applied, id => id == "PGD006");
        Assert.Equal(2, applied.Count(id => id == "PGD201"));
    }

    [Theory]
    [InlineData("FROM debian:12.5\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends curl\n")]
    [InlineData("FROM debian:12.5 AS a\nRUN apt-get update && apt-get install -y --no-install-recommends curl\nFROM a\nRUN apt-get install -y --no-install-recommends git\n")]
    public void Takes_no_package_lists_from_those_who_still_need_them(string text) =>
        Assert.Equal(text, DockerfileFixer.Fix(text, DockerfileContext.Empty, null, "Dockerfile").Text);

    [Fact]
    public void Leaves_what_is_waived_as_it_is()
    {
        const string Text = "FROM debian:12.5\n# pipelineguard ignore=PGD006 reason=ours\nMAINTAINER Jo\n";

        Assert.Contains("MAINTAINER Jo", Fix(Text).Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Files))]
    public void A_second_run_changes_nothing(string name)
    {
        var once = DockerfileFixer.Fix(Corpus.Bytes(name), DockerfileContext.Empty).Bytes;
        var (twice, applied) = DockerfileFixer.Fix(once, DockerfileContext.Empty);

        Assert.Empty(applied);
        Assert.Equal(once.ToArray(), twice.ToArray());
    }

    [Fact]
    public void A_second_run_changes_nothing_whatever_the_order_of_instructions()
    {
        var lines = Gen.OneOfConst([.. Corpus.Texts.SelectMany(text => text.Split('\n')).Distinct()]);

        lines.Array[0, 12].Select(chosen => string.Join('\n', chosen)).Sample(text =>
        {
            var once = Fix(text).Text;
            return Fix(once).Text == once;
        });
    }

    [Fact]
    public void Keeps_mark_line_breaks_and_encoding()
    {
        const string Text = "\uFEFFFROM debian:12.5\r\nMAINTAINER Jö\r\n";
        byte[] bytes = Encoding.Unicode.GetBytes(Text);

        var (repaired, applied) = DockerfileFixer.Fix(bytes, DockerfileContext.Empty);

        Assert.NotEmpty(applied);
        Assert.Equal("\uFEFFFROM debian:12.5\r\nLABEL org.opencontainers.image.authors=\"Jö\"\r\n", Encoding.Unicode.GetString(repaired.Span));
    }

    private static (string Text, IReadOnlyList<string> Applied) Fix(string text)
    {
        var (repaired, applied) = DockerfileFixer.Fix(text, DockerfileContext.Empty);
        return (repaired, [.. applied.Select(finding => finding.Rule.Value)]);
    }
}
