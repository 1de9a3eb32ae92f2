using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds a restore that does not get to see the files which decide what it restores.</summary>
internal sealed class CopyRestoreSettings : ContextRule
{
    private static readonly string[] Settings = ["Directory.Packages.props", "Directory.Build.props", "NuGet.config", "global.json"];
    private static readonly string[] Projects = [".csproj", ".fsproj", ".vbproj", ".sln", ".slnx"];

    public override RuleInfo Info { get; } = new("PGD513", "Copy the settings that restore reads", Severity.Medium)
    {
        Why = "Without central versions, feeds and the SDK's version, dotnet restore fails or restores something else, and the publish step does it again.",
        Fix = "COPY the file together with the projects, in front of dotnet restore.",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY src/App/App.csproj src/App/\nRUN dotnet restore src/App\nCOPY . .",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY Directory.Packages.props *.sln ./\nCOPY src/ src/\nRUN dotnet restore",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY Directory.Packages.props nuget.config ./\nCOPY src/App/App.csproj src/App/\nRUN dotnet restore src/App",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY . .\nRUN dotnet restore",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY src/App/App.csproj src/App/\nRUN --mount=type=bind,target=/src dotnet restore src/App",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY $PROJECTS .\nRUN dotnet restore",
            "FROM node:22\nCOPY src/App/App.csproj .\nRUN npm ci",
        ],
    };

    public override DockerfileContext ExampleContext { get; } = new()
    {
        ContextFiles = ["App.sln", "Directory.Packages.props", "nuget.config", "src/App/App.csproj", "src/App/Program.cs", "tools/global.json"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context)
    {
        if (BuildContext.Of(context) is not { } build) yield break;
        var settings = build.Sent.Where(path => Settings.Contains(NameOf(path), StringComparer.OrdinalIgnoreCase)).ToList();
        var projects = build.Sent.Where(path => Projects.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase))).ToList();
        foreach (var stage in settings.Count == 0 ? [] : file.Stages)
        {
            if (FirstRestore(stage) is not var (run, restore)) continue;
            var copies = stage.All<CopyInstruction>().Where(copy => copy.Span.Start < run.Span.Start);
            var sources = copies.SelectMany(BuildContext.Sources).ToList();
            var copied = projects.Where(path => sources.Exists(source => source.Takes(path))).ToList();
            var needed = settings.Where(path => copied.Exists(project => IsAbove(path, project)));
            if (needed.FirstOrDefault(path => !sources.Exists(source => source.Takes(path))) is { } missing)
                yield return At(file, restore, $"'{missing}' is not copied before the packages are restored.");
        }
    }

    private static (RunInstruction Run, ShellCommand Restore)? FirstRestore(Stage stage)
    {
        foreach (var run in stage.All<RunInstruction>())
        {
            var restore = run.Script.Commands.FirstOrDefault(command => command.Is("dotnet", "restore"));
            if (restore is not null) return run.Mounts.Any(mount => mount.Type == "bind") ? null : (run, restore);
        }
        return null;
    }

    private static bool IsAbove(string settings, string project) =>
        project.StartsWith(settings[..(settings.LastIndexOf('/') + 1)], StringComparison.Ordinal);

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
