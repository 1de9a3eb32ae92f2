using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>--platform=$TARGETPLATFORM</c>, which is what builders do anyway.</summary>
internal sealed class DropTargetPlatform : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD029", "Do not ask for the target platform", Severity.Info)
    {
        Why = "A stage is built for the target platform when nothing is said; saying so makes readers look for a reason.",
        Fix = "Remove the option.",
        Flags = ["FROM --platform=$TARGETPLATFORM debian:12.5", "FROM --platform=${TARGETPLATFORM} debian:12.5 AS a"],
        Allows = ["FROM --platform=$BUILDPLATFORM debian:12.5", "FROM debian:12.5", "FROM --platform=${TARGETPLATFORM:-linux/amd64} debian:12.5"],
        Tags = ["hadolint:DL3065", "docker:RedundantTargetPlatform"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        where stage.Platform is "$TARGETPLATFORM" or "${TARGETPLATFORM}"
        let flag = stage.From.Flag("platform")!
        select At(file, flag, "Without the option the stage is built for the target platform too.", new("Remove it.") { Edits = [file.RemoveWord(flag)] });
}
