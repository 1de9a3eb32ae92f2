using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds stages that share a name.</summary>
internal sealed class NameStagesOnce() : ReportedByParser(SyntaxProblemKind.DuplicateStage)
{
    public override RuleInfo Info { get; } = new("PGD026", "Give each stage a name of its own", Severity.High)
    {
        Why = "Of two stages with one name the later one is meant, so moving a stage changes what is copied from it.",
        Fix = "Rename one of the stages.",
        Flags = ["FROM debian:12.5 AS build\nFROM alpine:3.20 AS build", "FROM debian:12.5 AS build\nFROM alpine:3.20 AS BUILD"],
        Allows =
        [
            "FROM debian:12.5 AS build\nFROM alpine:3.20 AS build2", "FROM debian:12.5\nFROM alpine:3.20",
            "FROM debian:12.5 AS a\nFROM a AS b\nFROM a AS c",
        ],
        Tags = ["checkov:CKV_DOCKER_11", "hadolint:DL3024", "docker:DuplicateStageName", "trivy:DS-0012"],
    };
}
