using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Asks for a numeric user, which Kubernetes can tell from root.</summary>
internal sealed class NameUserByNumber : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD056", "Name the final user by number", Severity.Info)
    {
        Why = "Kubernetes refuses to start an image whose user is a name when runAsNonRoot is set, as it cannot know the number behind it.",
        Fix = "Write USER with the numeric id of the user.",
        Flags =
        [
            "FROM debian:12.5\nUSER app", "FROM debian:12.5\nUSER 1000\nUSER app:app",
            "FROM debian:12.5 AS base\nUSER node\nFROM base\nCMD [\"serve\"]",
        ],
        Allows =
        [
            "FROM debian:12.5\nUSER 1000", "FROM debian:12.5\nUSER app\nUSER 1000:1000", "FROM debian:12.5\nUSER root",
            "FROM debian:12.5\nUSER $APP_UID", "FROM debian:12.5",
            "FROM debian:12.5 AS build\nUSER app\nFROM debian:12.5\nUSER 1000",
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER ContainerUser",
        ],
        Tags = ["hadolint:DL3066"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        file.FinalStage is { IsWindows: false } final && final.LastInherited(InstructionKind.User) is { } user
            && StageUser.Of(user) is { IsNumber: false, IsRoot: false } named
            ? [At(file, user, $"User {SyntaxProblems.Quote(named.Name)} is a name, behind which Kubernetes cannot see the number.")]
            : [];
}
