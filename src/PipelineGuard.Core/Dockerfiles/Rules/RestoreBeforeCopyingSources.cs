using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds a <c>dotnet restore</c> that is repeated for every change of a source file.</summary>
internal sealed class RestoreBeforeCopyingSources : DockerfileRule
{
    private static readonly string[] WholeContext = [".", "./", "/"];

    public override RuleInfo Info { get; } = new("PGD504", "Restore before copying the sources", Severity.Low)
    {
        Why = "A layer is built again when something above it changes: here every edit downloads all packages once more.",
        Fix = "COPY the project files, run dotnet restore, then COPY the rest; or keep packages in RUN --mount=type=cache,target=/root/.nuget/packages.",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nWORKDIR /src\nCOPY . .\nRUN dotnet restore\nRUN dotnet publish -c Release --no-restore -o /app",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY ./ /src\nRUN cd /src && dotnet restore app.sln",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY *.csproj .\nRUN dotnet restore\nCOPY . .\nRUN dotnet publish -c Release --no-restore -o /app",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY . .\nRUN --mount=type=cache,target=/root/.nuget/packages dotnet restore",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY app.csproj .\nRUN dotnet restore\nCOPY . .\nRUN dotnet restore test/test.csproj",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS a\nCOPY . .\nFROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY --from=a . .\nRUN dotnet restore",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        foreach (var stage in file.Stages)
        {
            var restores = stage.All<RunInstruction>().SelectMany(run => run.Script.Commands, (run, command) => (run, command));
            // A second one finds nearly all packages in place.
            var (run, restore) = restores.FirstOrDefault(pair => pair.command.Is("dotnet", "restore"));
            if (restore is null || run.Mounts.Any(mount => mount.Type is "cache" or "bind")) continue;
            if (CopiesAllAbove(stage, run)) yield return At(file, restore, "All packages are restored again whenever any file changes.");
        }
    }

    private static bool CopiesAllAbove(Stage stage, RunInstruction run) =>
        stage.All<CopyInstruction>().TakeWhile(copy => copy.Span.Start < run.Span.Start)
            .Any(copy => copy.From is null && copy.Sources.Any(source => WholeContext.Contains(source.Text)));
}
