using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Asks for <c>FROM … AS</c> or <c>from … as</c>, not a mixture.</summary>
internal sealed class WriteAsLikeFrom : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD004", "Write AS in the casing of FROM", Severity.Info)
    {
        Why = "FROM and AS are one instruction; in different casings the second is easily overlooked.",
        Fix = "Write FROM … AS …, or from … as ….",
        Flags = ["FROM debian:12.5 as build", "from debian:12.5 AS build", "FROM debian:12.5 As build"],
        Allows = ["FROM debian:12.5 AS build", "from debian:12.5 as build", "FROM as", "FROM debian:12.5"],
        Tags = ["docker:FromAsCasing"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        where stage.From.Alias is not null
        let asWord = WordReader.AtBlanks(stage.From.Arguments)[1]
        let expected = stage.From.Keyword.Text.Any(char.IsAsciiLetterUpper) ? "AS" : "as"
        where asWord.Text != expected
        select At(file, asWord, $"'{asWord}' is written in another casing than '{stage.From.Keyword}'.", new($"Write {expected}.")
        {
            Edits = [file.Replace(asWord, expected)],
        });
}
