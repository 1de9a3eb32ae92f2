using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds names of .NET images that get no updates any more.</summary>
internal sealed class UseCurrentDotnetNames : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD510", "Use the current names of .NET images", Severity.Medium)
    {
        Why = "Under its old name an image is frozen: no new version, no security fix will ever appear there.",
        Fix = "Use mcr.microsoft.com/dotnet/sdk, aspnet, runtime or runtime-deps with a supported version.",
        Flags =
        [
            "FROM microsoft/dotnet:2.1-sdk",
            "FROM microsoft/aspnetcore-build AS build\nFROM debian:12.5",
            "FROM mcr.microsoft.com/dotnet/core/aspnet:3.1",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0",
            "FROM mcr.microsoft.com/dotnet/framework/aspnet:4.8",
            "FROM registry.example.com/microsoft/dotnet:2.1",
            "ARG BASE\nFROM $BASE",
        ],
        Tags = ["cwe:1104"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        where stage.Base is { IsEarlierStage: false } image && IsOld(image.Registry, image.Repository)
        select At(file, stage.From, $"'{stage.Base}' is an old name, and its images are frozen.");

    private static bool IsOld(string? registry, string repository) => registry switch
    {
        null or "docker.io" => repository is "microsoft/dotnet" or "microsoft/aspnetcore" or "microsoft/aspnetcore-build" or "microsoft/dotnet-nightly",
        "mcr.microsoft.com" => repository.Split('/') is ["dotnet", "core" or "core-nightly", ..],
        _ => false,
    };
}
