using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds what may not stand behind <c>ONBUILD</c>.</summary>
internal sealed class NestNoTriggers() : ReportedByParser(SyntaxProblemKind.OnbuildTrigger)
{
    public override RuleInfo Info { get; } = new("PGD030", "Keep ONBUILD, FROM and MAINTAINER out of ONBUILD", Severity.High)
    {
        Why = "Builders refuse triggers that would begin a stage or make more triggers.",
        Fix = "Remove the ONBUILD, or the instruction behind it.",
        Flags =
        [
            "FROM debian:12.5\nONBUILD FROM alpine:3.20", "FROM debian:12.5\nONBUILD ONBUILD RUN true", "FROM debian:12.5\nONBUILD maintainer me",
        ],
        Allows =
        [
            "FROM debian:12.5\nONBUILD RUN true", "FROM debian:12.5\nONBUILD COPY --from=build /a /a", "FROM debian:12.5\nRUN echo ONBUILD FROM",
        ],
        Tags = ["hadolint:DL3043"],
    };
}
