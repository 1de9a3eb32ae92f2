using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds copies of the whole file system of another stage or image.</summary>
internal sealed class CopyPartsOfStages : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD059", "Copy single folders from other stages", Severity.Low)
    {
        Why = "The whole file system brings compilers, caches and secrets of the build along, and lays one distribution over another.",
        Fix = "Name the files and folders that the stage needs.",
        Flags =
        [
            "FROM debian:12.5 AS build\nFROM debian:12.5\nCOPY --from=build / /", "FROM debian:12.5\nCOPY --from=busybox:1.36 / /opt/busybox/",
            "FROM debian:12.5 AS build\nFROM debian:12.5\nCOPY --from=build /. /", "FROM debian:12.5 AS build\nFROM debian:12.5\nCOPY --from=build [\"/*\", \"/\"]",
        ],
        Allows =
        [
            "FROM debian:12.5 AS build\nFROM debian:12.5\nCOPY --from=build /app /app",
            // Flattens a file system into one layer.
            "FROM debian:12.5 AS build\nFROM scratch\nCOPY --from=build / /",
            "FROM debian:12.5\nCOPY / /app/",
            // Helpers of a stage that is left behind.
            "FROM tonistiigi/xx:1.7.0 AS xx\nFROM debian:12.5 AS build\nCOPY --from=xx / /\nFROM debian:12.5\nCOPY --from=build /app /app",
        ],
        Tags = ["hadolint:DL3067"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from copy in file.Shipped<CopyInstruction>()
        where copy.From is not null && copy.Stage?.Root is not { IsScratch: true }
        from source in copy.Sources
        where copy.Scope.Expand(source) is "/" or "/." or "/*" or "//"
        select At(file, source, $"Everything in {SyntaxProblems.Quote(copy.From)} is copied, whatever the build left there.");
}
