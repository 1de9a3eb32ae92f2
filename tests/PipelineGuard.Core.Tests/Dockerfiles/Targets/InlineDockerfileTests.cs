using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;
using DockerfileChecker = PipelineGuard.Dockerfiles.Rules.DockerfileChecker;
using DockerfileFixer = PipelineGuard.Dockerfiles.Rules.DockerfileFixer;

namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>A Dockerfile within a Compose file is judged and repaired at its lines and columns in that file.</summary>
public sealed class InlineDockerfileTests
{
    /// <summary>Ways to write the same three instructions, and whether a repair can be told as an edit of the file.</summary>
    public static TheoryData<string, bool> Written => new()
    {
        { "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM debian:12.5\n        RUN sudo true\n        MAINTAINER me\n", true },
        { "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM debian:12.5\n\n        # comment\n        RUN sudo true\n        MAINTAINER me\n    ports: []\n", true },
        { "services:\n  a:\n    build:\n      dockerfile_inline: |-\n\n       FROM debian:12.5\n       RUN sudo true\n       MAINTAINER me\n\n# end\n", true },
        { "services:\n  a:\n    build:\n      dockerfile_inline: |+ # kept\n       FROM debian:12.5\n       RUN sudo true\n       MAINTAINER me\n\n\n", true },
        { "services:\n  a:\n    build:\n      dockerfile_inline: |2\n          FROM debian:12.5\n        RUN sudo true\n        MAINTAINER me\n", true },
        { "services:\n  a:\n    build: &build\n      dockerfile_inline: &text !!str |\n        FROM debian:12.5\n        RUN true \\\n         && sudo true\n        MAINTAINER me", true },
        { "services:\n  a:\n    build:\n      dockerfile_inline: >\n        FROM debian:12.5\n\n        RUN\n        sudo\n        true\n\n        MAINTAINER me\n", false },
        { "services:\n  a:\n    build:\n      dockerfile_inline: \"FROM debian:12.5\\nRUN sudo true\\nMAINTAINER me\"\n", false },
        { "services:\n  a:\n    build:\n      dockerfile_inline: \"FROM debian:12.5\\n\\\n          RUN \\u0073udo true\n\n        MAINTAINER \\\"me\\\"\"\n", false },
        { "services:\n  a:\n    build:\n      dockerfile_inline: 'FROM debian:12.5\n\n        RUN echo ''a'' && sudo true\n\n        MAINTAINER me'\n", false },
        { "services:\n  a:\n    build:\n      dockerfile_inline: FROM debian:12.5\n\n        RUN sudo true\n\n        MAINTAINER me\n", false },
        { "services: {a: {build: {dockerfile_inline: \"FROM debian:12.5\\nRUN sudo true\\nMAINTAINER me\"}}}", false },
    };

    [Theory, MemberData(nameof(Written))]
    public void Findings_stand_at_their_place_in_the_Compose_file(string text, bool _)
    {
        foreach (var written in Variants(text))
        {
            var findings = Check(written);

            Assert.Equal("compose.yaml", findings["PGD302"].Location.Path);
            Assert.True(Quoted(written, findings["PGD302"].Location) is "sudo" or "\\u0073udo", Quoted(written, findings["PGD302"].Location));
            Assert.StartsWith("MAINTAINER", Quoted(written, findings["PGD006"].Location), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Written))]
    public void Repairs_are_edits_of_the_Compose_file_or_none(string text, bool isRepaired)
    {
        foreach (var written in Variants(text))
        {
            var (repaired, applied) = Fix(written);

            Assert.Equal(isRepaired, !applied.IsEmpty);
            Assert.All(Check(written).Values, finding => Assert.True(isRepaired || finding.Fix is null or { Edits.IsEmpty: true }));
            Assert.Equal(repaired, Fix(repaired).Text);
            // What the service gets is what a repair of it alone makes.
            Assert.Equal(isRepaired ? DockerfileFixer.Fix(Inline(written).Text, DockerfileContext.Empty).Text : Inline(written).Text, Inline(repaired).Text);
        }
    }

    [Fact]
    public void A_repair_keeps_indentation_and_what_stands_around()
    {
        const string before = "services:\r\n  a:\r\n    build:\r\n      dockerfile_inline: |\r\n        FROM debian:12.5\r\n        MAINTAINER me\r\n        RUN apt-get update && apt-get install curl=1\r\n\r\n    ports: [80]\r\n";

        Assert.Equal(before
            .Replace("MAINTAINER me", "LABEL org.opencontainers.image.authors=\"me\"", StringComparison.Ordinal)
            .Replace("install curl=1", "-y install --no-install-recommends curl=1 ca-certificates && rm -rf /var/lib/apt/lists/*", StringComparison.Ordinal), Fix(before).Text);
    }

    [Fact]
    public void Whole_lines_that_go_or_come_do_not_harm_what_follows()
    {
        const string before = "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM debian:12.5\n        CMD [\"a\"]\n        RUN true \\\n\n          && true\n        CMD [\"b\"]\n    ports: [80]\n";

        var after = Fix(before).Text;

        Assert.DoesNotContain("\n\n", after, StringComparison.Ordinal);
        Assert.EndsWith("        CMD [\"b\"]\n    ports: [80]\n", after, StringComparison.Ordinal);
        Assert.Equal(DockerfileFixer.Fix(Inline(before).Text, DockerfileContext.Empty).Text, Inline(after).Text);
    }

    [Fact]
    public void What_Compose_puts_in_first_is_unknown_and_two_dollars_are_one()
    {
        const string text = "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM ${BASE:-debian}:$TAG\n        ARG A=1\n        RUN echo $$A $${A} && sudo true\n        MAINTAINER $WHO\n";

        Assert.Equal("FROM \uFFFC:\uFFFC\nARG A=1\nRUN echo $A ${A} && sudo true\nMAINTAINER \uFFFC\n", Inline(text).Text);
        var findings = Check(text);
        Assert.Equal("sudo", Quoted(text, findings["PGD302"].Location));
        Assert.Equal("MAINTAINER $WHO", Quoted(text, findings["PGD006"].Location));
        Assert.All(findings.Values, finding => Assert.DoesNotContain('\uFFFC', finding.Message));
        // Nobody here knows what would have to be written.
        Assert.Contains("MAINTAINER $WHO", Fix(text).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Dollars_of_a_repair_are_written_as_Compose_reads_them()
    {
        const string text = "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM debian:12.5\n        RUN echo `date`\n";

        Assert.Contains("echo $$(date)", Fix(text).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_in_it_switches_a_rule_off_and_is_named_by_its_place()
    {
        const string text = "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM debian:12.5\n        # pipelineguard ignore=PGD302 reason=ours\n        RUN sudo true\n        RUN sudo false\n";

        var findings = DockerfileChecker.Check(Parse(text), DockerfileContext.Empty, null).Where(finding => finding.Rule.Value == "PGD302").ToList();

        Assert.Equal([(7, FindingState.Waived), (8, FindingState.New)], findings.Select(finding => (finding.Location.Line!.Value, finding.State)));
        Assert.Equal("compose.yaml(6,9)", findings[0].Suppression!.Source);
    }

    // Carriage returns, a byte order mark, and letters that take two UTF-16 units or several bytes move nothing.
    private static IEnumerable<string> Variants(string text) =>
        [text, text.Replace("\n", "\r\n", StringComparison.Ordinal), "\uFEFF" + text, "# é ☃ 𝄞\n" + text];

    private static SourceText Inline(string text) => ComposeFile.InlineOf(new(text), "a")!;

    private static Dockerfile Parse(string text) => Dockerfile.Parse(Inline(text), "compose.yaml", "compose.yaml#a");

    private static Dictionary<string, Finding> Check(string text) =>
        DockerfileChecker.Check(Parse(text), DockerfileContext.Empty, null).GroupBy(finding => finding.Rule.Value).ToDictionary(rule => rule.Key, rule => rule.First());

    private static (string Text, ImmutableArray<Finding> Applied) Fix(string text) => DockerfileFixer.Fix(text, Parse, DockerfileContext.Empty, null, null);

    private static string Quoted(string text, Location place)
    {
        var source = new SourceText(text);
        return source[TextSpan.FromBounds(source.OffsetOf(new(place.Line!.Value, place.Column!.Value)), source.OffsetOf(new(place.EndLine!.Value, place.EndColumn!.Value)))].ToString();
    }
}
