using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Asks for a health check where a port says that the image is a service.</summary>
internal sealed class AddHealthcheck : DockerfileRule
{
    // Images without anything that could do the checking.
    private static readonly string[] Bare = ["distroless", "chiseled", "cgr.dev/"];

    public override RuleInfo Info { get; } = new("PGD014", "Add a HEALTHCHECK to services", Severity.Low)
    {
        Why = "Without a check the engine takes a service that hangs for a healthy one and never restarts it.",
        Fix = "Add HEALTHCHECK CMD with a cheap request, or HEALTHCHECK NONE where an orchestrator checks.",
        Flags = ["FROM debian:12.5\nEXPOSE 8080\nCMD [\"serve\"]", "FROM debian:12.5 AS base\nEXPOSE 8080\nFROM base\nCMD [\"serve\"]"],
        Allows =
        [
            "FROM debian:12.5\nEXPOSE 8080\nHEALTHCHECK CMD curl -f http://localhost:8080/", "FROM debian:12.5\nEXPOSE 8080\nHEALTHCHECK NONE",
            "FROM debian:12.5 AS base\nHEALTHCHECK CMD check\nFROM base\nEXPOSE 8080", "FROM debian:12.5\nCMD [\"tool\"]",
            "FROM scratch\nEXPOSE 8080",
            "FROM gcr.io/distroless/static-debian12\nEXPOSE 8080",
        ],
        Tags = ["hadolint:DL3057", "trivy:DS-0026", "checkov:CKV_DOCKER_2", "cis-docker:4.6"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        file.FinalStage is { } final && IsService(final) && final.LastInherited(InstructionKind.Healthcheck) is null
            ? [At(file, final.From, "The image exposes a port, but nothing checks whether the service behind it is well.")]
            : [];

    private static bool IsService(Stage stage) =>
        stage.LastInherited(InstructionKind.Expose) is not null
        && stage.Root is { IsScratch: false } root && !Bare.Any(part => root.Reference.Text.Contains(part, StringComparison.Ordinal));
}
