using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Asks for lower-case stage names.</summary>
internal sealed class NameStagesInLowerCase : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD005", "Name stages in lower case", Severity.Info)
    {
        Why = "Builders compare stage names without case; a name in capitals suggests a difference that is none, and stands out among image names.",
        Fix = "Write the name in lower case.",
        Flags = ["FROM debian:12.5 AS Build", "FROM debian:12.5 AS BUILD\nFROM scratch\nCOPY --from=BUILD /a /a"],
        Allows =
        [
            "FROM debian:12.5 AS build", "FROM debian:12.5 AS build-1.x\nFROM scratch\nCOPY --from=Build-1.x /a /a",
            "ARG Base=debian:12.5\nFROM $Base",
        ],
        Tags = ["docker:StageNameCasing"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        let name = stage.From.Alias
        where name is not null && name.Text.Any(char.IsAsciiLetterUpper)
        // Uses of the name keep working: they are compared without case.
        select At(file, name, $"Stage name {SyntaxProblems.Quote(name.Text)} is not in lower case.", new("Write it in lower case.")
        {
            Edits = [file.Replace(name, name.Text.ToLowerInvariant())],
        });
}
