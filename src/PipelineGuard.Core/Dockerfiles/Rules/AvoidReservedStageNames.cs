using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds stages named like something that builders know already.</summary>
internal sealed class AvoidReservedStageNames : DockerfileRule
{
    private static readonly string[] Reserved = ["scratch", "context"];

    public override RuleInfo Info { get; } = new("PGD036", "Do not name a stage scratch or context", Severity.High)
    {
        Why = "These names mean the empty image and the build context; a stage of that name cannot be reached, or hides what the reader expects.",
        Fix = "Choose another name.",
        Flags = ["FROM debian:12.5 AS scratch", "FROM debian:12.5 as Context"],
        Allows = ["FROM scratch AS export", "FROM debian:12.5 AS scratch-base", "FROM scratch", "ARG context\nFROM debian:12.5 AS build"],
        Tags = ["hadolint:DL3063", "docker:ReservedStageName"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        where Reserved.Contains(stage.Name, StringComparer.OrdinalIgnoreCase)
        select At(file, stage.From.Alias!, $"'{stage.Name}' has a meaning of its own for builders.");
}
