using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds stages that copy from themselves.</summary>
internal sealed class CopyFromOtherStages() : ReportedByParser(SyntaxProblemKind.CopyFromItself)
{
    public override RuleInfo Info { get; } = new("PGD025", "Copy from other stages only", Severity.High)
    {
        Why = "A stage would have to be finished before it can be copied from; the build fails.",
        Fix = "Name the stage that has the files, or use RUN cp within one stage.",
        Flags =
        [
            "FROM debian:12.5 AS build\nCOPY --from=build /a /b", "FROM debian:12.5 AS build\nRUN --mount=from=build,target=/b true",
            "FROM debian:12.5\nCOPY --from=0 /a /b",
        ],
        Allows =
        [
            "FROM debian:12.5 AS build\nFROM debian:12.5\nCOPY --from=build /a /b", "FROM debian:12.5 AS build\nRUN cp /a /b",
            "FROM debian:12.5 AS build\nCOPY build /b",
        ],
        Tags = ["hadolint:DL3023", "trivy:DS-0006"],
    };
}
