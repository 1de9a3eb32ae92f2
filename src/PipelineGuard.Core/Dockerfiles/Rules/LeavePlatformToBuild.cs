using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds stages that are bound to one platform.</summary>
internal sealed class LeavePlatformToBuild : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD028", "Leave the platform to the build", Severity.Low)
    {
        Why = "A constant --platform gives the same image on every platform, so on others it runs slowly in an emulator, or not at all.",
        Fix = "Remove the option and give --platform to the build; for tools that run during the build use $BUILDPLATFORM.",
        Flags = ["FROM --platform=linux/amd64 debian:12.5", "FROM --platform=linux/arm64/v8 debian:12.5 AS build"],
        Allows =
        [
            "FROM --platform=$BUILDPLATFORM debian:12.5", "ARG PLATFORM=linux/amd64\nFROM --platform=$PLATFORM debian:12.5", "FROM debian:12.5",
            "FROM --platform=linux/amd64 debian:12.5 AS build-amd64\nFROM --platform=linux/arm64 debian:12.5 AS build-arm64",
            "FROM --platform=windows/amd64 mcr.microsoft.com/windows/nanoserver:ltsc2022",
        ],
        Tags = ["hadolint:DL3029", "docker:FromPlatformFlagConstDisallowed"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        where !stage.IsWindows && stage.Platform is { Length: > 0 } platform && !platform.Contains('$', StringComparison.Ordinal)
        // One stage for each platform says so in its name.
        where !stage.Platform!.Split('/').Skip(1).Any(part => stage.Name?.Contains(part, StringComparison.OrdinalIgnoreCase) == true)
        select At(file, stage.From.Flag("platform")!, $"The stage is always built for {SyntaxProblems.Quote(stage.Platform!)}.");
}
