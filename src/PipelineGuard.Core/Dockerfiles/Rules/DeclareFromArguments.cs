using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds variables in <c>FROM</c> that nothing declares.</summary>
internal sealed class DeclareFromArguments : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD033", "Declare the arguments that FROM uses", Severity.High)
    {
        Why = "FROM sees only arguments declared in front of the first stage; another variable is empty, and --build-arg cannot change that.",
        Fix = "Add an ARG in front of the first FROM.",
        Flags =
        [
            "FROM debian:$TAG", "ARG TGA=12.5\nFROM debian:${TAG}", "FROM debian:12.5\nARG TAG=12.5\nFROM debian:$TAG",
            "FROM --platform=$PLATFORM debian:12.5",
            "FROM ${REGISTRY}/debian:12.5",
        ],
        Allows =
        [
            "ARG TAG=12.5\nFROM debian:$TAG", "ARG TAG\nFROM debian:$TAG", "FROM --platform=$BUILDPLATFORM debian:12.5", "FROM debian:${TAG:-12.5}",
            "FROM debian:12.5-$TARGETARCH",
        ],
        Tags = ["docker:UndefinedArgInFrom"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        let scope = stage.From.Scope
        from text in new[] { stage.From.Image?.Text, stage.Platform }
        where text is not null
        from use in VariableUse.In(text, stage.From.Escape).DistinctBy(use => use.Name)
        where !use.CopesWithoutValue && scope.Find(use.Name).State == VariableState.Undefined
        select At(file, stage.From, $"FROM uses {SyntaxProblems.Quote("$" + use.Name)}, which no ARG in front of the first FROM declares.");
}
