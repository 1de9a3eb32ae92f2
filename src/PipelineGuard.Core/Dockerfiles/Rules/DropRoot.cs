using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds images that start as root.</summary>
internal sealed class DropRoot : DockerfileRule
{
    // Images that set a user themselves.
    private static readonly string[] BasesWithUser =
    [
        "nonroot", "rootless", "unprivileged", "chiseled", "cgr.dev/", "bitnami/", "jenkins/", "sonarqube", "grafana/", "prom/",
        "elasticsearch", "kibana", "logstash", "selenium/",
    ];

    // An entry point that uses one of these starts as root and hands over to a user.
    private static readonly string[] StepDown = ["gosu", "su-exec", "setpriv", "s6-overlay", "runuser", "chroot --userspec"];

    public override RuleInfo Info { get; } = new("PGD019", "Do not run as root", Severity.High)
    {
        Why = "Who breaks into a process that runs as root owns the container, and is one kernel or mount mistake away from owning the host.",
        Fix = "Make a user and end the final stage with USER and its numeric id.",
        Flags =
        [
            "FROM debian:12.5\nCMD [\"serve\"]", "FROM debian:12.5\nUSER root", "FROM debian:12.5\nUSER app\nUSER 0:0",
            "FROM debian:12.5\nARG UID=0\nUSER $UID",
            "FROM debian:12.5 AS base\nUSER app\nFROM base\nUSER root", "FROM scratch\nCOPY app /app",
            "FROM debian:12.5 AS build\nUSER app\nFROM alpine:3.20",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\nUSER root\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
        ],
        Allows =
        [
            "FROM debian:12.5\nUSER 10001", "FROM debian:12.5\nUSER root\nRUN true\nUSER app:app", "FROM debian:12.5\nARG UID\nUSER $UID",
            "FROM debian:12.5 AS base\nUSER app\nFROM base\nCMD [\"serve\"]", "FROM gcr.io/distroless/static-debian12:nonroot",
            "ARG BASE\nFROM $BASE",
            "FROM debian:12.5\nCOPY --from=tianon/gosu:1.17 /gosu /usr/local/bin/gosu\nENTRYPOINT [\"/entrypoint.sh\"]",
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCMD app.exe",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
        ],
        Tags = ["hadolint:DL3002", "trivy:DS-0002", "checkov:CKV_DOCKER_3", "checkov:CKV_DOCKER_8", "cis-docker:4.1", "cwe:250"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        if (file.FinalStage is not { IsWindows: false } final || StepsDown(file, final) || IsDotnetApp(final)) yield break;
        if (final.LastInherited(InstructionKind.User) is { } user)
        {
            if (StageUser.Of(user) is { IsRoot: true }) yield return At(file, user, "The image starts as root: this is its last USER.");
        }
        else if (final.Root is { IsResolved: true } root && !BasesWithUser.Any(part => root.Reference.Text.Contains(part, StringComparison.Ordinal)))
            yield return At(file, final.From, "The image starts as root: no USER is set.");
    }

    // They have a rule of their own, which names the user to take.
    private static bool IsDotnetApp(Stage stage) =>
        stage.Root?.Reference is { Registry: "mcr.microsoft.com" } image
        && image.Repository.StartsWith("dotnet/", StringComparison.Ordinal) && image.Tag?.Contains("chiseled", StringComparison.Ordinal) != true
        && (stage.LastInherited(InstructionKind.Entrypoint) ?? stage.LastInherited(InstructionKind.Cmd)) is not null;

    private static bool StepsDown(Dockerfile file, Stage stage) =>
        stage.Lineage.SelectMany(below => below.Instructions).Any(instruction => HandsOver(file.Source[instruction.Span]));

    private static bool HandsOver(ReadOnlySpan<char> text)
    {
        foreach (var tool in StepDown)
        {
            if (text.Contains(tool, StringComparison.Ordinal)) return true;
        }
        return false;
    }
}
