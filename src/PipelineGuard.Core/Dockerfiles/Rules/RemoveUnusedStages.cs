using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds stages that no other one uses and nobody is likely to build by name.</summary>
internal sealed class RemoveUnusedStages : DockerfileRule
{
    // Names that say that a stage is built for itself, with --target.
    private static readonly string[] Targets =
    [
        "test", "dev", "debug", "lint", "check", "ci", "prod", "release", "export", "artifact", "bin", "binaries", "doc", "bench", "run", "target",
        "image", "validate", "vendor",
        "update", "format", "coverage", "e2e", "migrat", "seed", "worker", "web", "api", "server", "client", "cli", "app", "staging", "local",
        "shell", "cross",
    ];

    public override RuleInfo Info { get; } = new("PGD040", "Remove unused stages", Severity.Low)
    {
        Why = "A stage that the image does not need was forgotten, or a COPY --from is missing; builders skip it silently.",
        Fix = "Remove the stage, use it, or give it a name that says what it is built for.",
        Flags =
        [
            "FROM debian:12.5\nRUN make\nFROM alpine:3.20\nCMD [\"sh\"]",
            "FROM debian:12.5 AS builder\nRUN make\nFROM alpine:3.20\nCOPY --from=build:1 /a /a",
        ],
        Allows =
        [
            "FROM debian:12.5 AS build\nFROM alpine:3.20\nCOPY --from=build /a /a", "FROM debian:12.5\nFROM alpine:3.20\nCOPY --from=0 /a /a",
            "FROM debian:12.5 AS unit-tests\nFROM alpine:3.20",
            "FROM debian:12.5 AS first\nCMD [\"a\"]\nFROM alpine:3.20 AS second",
            "FROM debian:12.5 AS build\nFROM scratch AS files\nCOPY --from=build /a /a\nFROM build", "FROM debian:12.5",
            "FROM debian:12.5 AS build\nFROM alpine:3.20\nARG WHAT\nCOPY --from=$WHAT /a /a",
            "FROM debian:12.5 AS build\nFROM alpine:3.20\nRUN --mount=from=build,target=/b true",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        // A name that only the build knows may be that of any stage.
        if (file.Instructions.SelectMany(CopyOrigin.Of).Any(origin => origin.Name is null) || file.Stages.Any(stage => stage.Base is { IsResolved: false })) return [];
        var used = file.Stages.SelectMany(stage => stage.Needs).ToHashSet();
        return
            from stage in file.Stages
            where !stage.IsFinal && !used.Contains(stage) && !IsTarget(stage)
            select At(file, stage.From, $"Nothing uses stage {SyntaxProblems.Quote(stage.Name ?? $"{stage.Index}")}.");
    }

    private static bool IsTarget(Stage stage) => stage.Name is { } name
        && (stage.Last(InstructionKind.Cmd) is not null || stage.Last(InstructionKind.Entrypoint) is not null || stage.Base is { IsScratch: true }
            || Targets.Any(target => name.Contains(target, StringComparison.OrdinalIgnoreCase)));
}
