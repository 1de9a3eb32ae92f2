using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds images that build their .NET application each time they start.</summary>
internal sealed class StartTheBuiltApplication : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD509", "Start the built application, not dotnet run", Severity.Medium)
    {
        Why = "dotnet run and dotnet watch compile at the start: slow, with the SDK in the image, and not what was tested.",
        Fix = "Publish in a build stage and start the result: ENTRYPOINT [\"dotnet\", \"App.dll\"].",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY . .\nENTRYPOINT [\"dotnet\", \"run\", \"--no-launch-profile\"]",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCMD dotnet watch run",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS a\nCMD [\"sh\", \"-c\", \"cd /src && exec dotnet run\"]\nFROM a",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENTRYPOINT [\"dotnet\", \"run.dll\"]",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS dev\nCMD dotnet watch run\nFROM mcr.microsoft.com/dotnet/aspnet:10.0\nENTRYPOINT [\"./app\"]",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet run --project tools/generate\nCMD [\"bash\"]",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nENTRYPOINT [\"dotnet\", \"test\"]",
        ],
        Tags = ["cwe:489"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.FinalStage?.StartCommands() ?? []
        where command.Is("dotnet", "run") || command.Is("dotnet", "watch")
        select At(file, command, $"The container compiles its application at each start: dotnet {command.Operands.First()}.");
}
