using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds applications that are shipped on top of the .NET SDK.</summary>
internal sealed class ShipRuntimeNotSdk : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD501", "Ship the .NET runtime, not the SDK", Severity.Medium)
    {
        Why = "The SDK image is several times larger than a runtime image, and its compilers and tools help whoever breaks in.",
        Fix = "Publish in a build stage and COPY --from it into a stage on dotnet/aspnet, dotnet/runtime or dotnet/runtime-deps.",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY . /src\nRUN dotnet publish /src -o /app\nENTRYPOINT [\"dotnet\", \"/app/app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nRUN dotnet publish -o /app\nFROM build\nWORKDIR /app\nCMD [\"dotnet\", \"app.dll\"]",
            "ARG V=9.0\nFROM mcr.microsoft.com/dotnet/sdk:${V}\nRUN dotnet build -c Release",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nRUN dotnet publish -o /app\nFROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY --from=build /app /app\nENTRYPOINT [\"dotnet\", \"/app/app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN apt-get update && apt-get install -y --no-install-recommends nodejs=20.1",
            "FROM mcr.microsoft.com/dotnet/runtime:10.0\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
            "ARG BASE\nFROM $BASE\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
        ],
        Tags = ["cis-docker:4.3"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        if (file.FinalStage is { } stage && DotnetImage.Of(stage.Root) is { Kind: DotnetImageKind.Sdk } && HoldsApplication(stage))
            yield return At(file, stage.From, $"The final stage stands on the SDK image '{stage.Root}'.");
    }

    // An image that only adds tools to the SDK is a place to build in, and meant to be one.
    private static bool HoldsApplication(Stage stage) =>
        stage.Start().Any()
        || stage.AllBelow<RunInstruction>().SelectMany(run => run.Script.Commands)
            .Any(command => command.Is("dotnet", "publish") || command.Is("dotnet", "build"));
}
