using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds .NET images that start as root although a user is prepared.</summary>
internal sealed class RunDotnetAsApp : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD502", "Run .NET as the user app", Severity.High)
    {
        Why = "Containers of this image start as root, although the .NET images bring a user without rights.",
        Fix = "Write USER $APP_UID in front of the ENTRYPOINT; before .NET 8, create a user first.",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY app /app\nENTRYPOINT [\"dotnet\", \"/app/app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/runtime:6.0 AS base\nWORKDIR /app\nFROM base AS final\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nUSER $APP_UID\nUSER root\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nUSER $APP_UID\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS base\nUSER app\nFROM base\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0-nanoserver-ltsc2025\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet --info",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nRUN apt-get update\n",
        ],
        Tags = ["hadolint:DL3002", "trivy:DS-0002", "checkov:CKV_DOCKER_3", "cis-docker:4.1", "cwe:250"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        if (file.FinalStage is not { IsWindows: false } stage || DotnetImage.Of(stage.Root) is not { IsChiselled: false } image) yield break;
        // Without something to start, others build upon it, and choose the user.
        if (!stage.Start().Any()) yield break;
        if (stage.UserName() is not (null or "root" or "0")) yield break;
        var place = stage.LastInherited(InstructionKind.User) ?? stage.From;
        bool hasUser = image.Major >= DotnetImage.FirstWithUser;
        yield return At(file, place, hasUser ? "Containers start as root; USER $APP_UID is at hand." : "Containers start as root.");
    }
}
