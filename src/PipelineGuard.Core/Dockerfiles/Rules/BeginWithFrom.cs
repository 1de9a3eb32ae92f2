using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds instructions in front of the first stage.</summary>
internal sealed class BeginWithFrom() : ReportedByParser(SyntaxProblemKind.BeforeFrom)
{
    public override RuleInfo Info { get; } = new("PGD039", "Begin with FROM or ARG", Severity.High)
    {
        Why = "Only arguments may stand in front of the first FROM; anything else has no stage to belong to, and the build fails.",
        Fix = "Move the instruction below the FROM it belongs to.",
        Flags = ["LABEL a=b\nFROM debian:12.5", "ARG A=1\nENV B=$A\nFROM debian:12.5", "RUN true"],
        Allows = ["ARG TAG=12.5\nFROM debian:$TAG", "# comment\n\nFROM debian:12.5", "# syntax=docker/dockerfile:1\nFROM debian:12.5\nLABEL a=b"],
        Tags = ["hadolint:DL3061"],
    };
}
