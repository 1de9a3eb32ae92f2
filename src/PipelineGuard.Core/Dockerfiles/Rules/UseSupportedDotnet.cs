using PipelineGuard.Findings;
using PipelineGuard.Lifecycle;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds .NET images whose version gets no security fixes any more.</summary>
internal sealed class UseSupportedDotnet : ContextRule
{
    public override RuleInfo Info { get; } = new("PGD503", "Use a supported version of .NET", Severity.High)
    {
        Why = "After the end of support nobody repairs the runtime, however grave the flaw, and its images are not rebuilt.",
        Fix = "Move to a version with support; prefer those with long-term support (even numbers).",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/aspnet:8.0",
            "FROM mcr.microsoft.com/dotnet/core/sdk:3.1-alpine AS build\nFROM mcr.microsoft.com/dotnet/aspnet:10.0",
            "ARG V=8.0.11-jammy\nFROM mcr.microsoft.com/dotnet/runtime-deps:$V@sha256:4f2a91c0",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0",
            "FROM mcr.microsoft.com/dotnet/aspnet:11.0-preview",
            "FROM mcr.microsoft.com/dotnet/aspnet:latest",
            "ARG V\nFROM mcr.microsoft.com/dotnet/aspnet:$V",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS base\nFROM base",
            "FROM registry.example.com/dotnet/aspnet:8.0",
        ],
        Tags = ["cwe:1104", "cwe:1395"],
    };

    public override DockerfileContext ExampleContext { get; } = new() { SupportDates = SupportDates.Embedded, Today = new(2026, 11, 11) };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context) =>
        from stage in file.Stages
        let release = Release(DotnetImage.Of(stage.Base))
        where release is not null
        let known = context.SupportDates?.Find("dotnet", [release])
        where known is not null && context.Today is { } today && known.HasEnded(today)
        select At(file, stage.From, $".NET {release} is out of support since {known.End:yyyy-MM-dd}.");

    // endoflife.date counts "3.1", but "8".
    private static string? Release(DotnetImage? image) => image?.Major >= 5 ? $"{image.Major}" : image?.Version;
}
