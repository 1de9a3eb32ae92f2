using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds .NET stages that need nothing which a chiselled image lacks.</summary>
internal sealed class UseChiselledImages : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD511", "Consider a chiselled .NET image", Severity.Info)
    {
        Why = "A chiselled image has no shell and no package manager: less than half the size, hardly any vulnerable package, no root.",
        Fix = "Append -noble-chiseled to the tag, or -noble-chiseled-extra when the application needs cultures or time zones.",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY app /app\nUSER $APP_UID\nENTRYPOINT [\"dotnet\", \"/app/app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nRUN dotnet publish -o /app\nFROM mcr.microsoft.com/dotnet/runtime:8.0-noble\nCOPY --from=build /app /app\nCMD [\"/app/app\"]",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0-alpine\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nRUN apt-get update && apt-get install -y --no-install-recommends libgdiplus=6.1\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENTRYPOINT dotnet app.dll",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nHEALTHCHECK CMD curl -f http://localhost/\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/aspnet:6.0\nENTRYPOINT [\"dotnet\", \"app.dll\"]",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENTRYPOINT [\"/entrypoint.sh\"]",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        if (file.FinalStage is not { IsWindows: false } stage) yield break;
        if (DotnetImage.Of(stage.Root) is not { IsChiselled: false, IsOtherDistribution: false } image) yield break;
        if (image.Kind == DotnetImageKind.Sdk || !(image.Major >= DotnetImage.FirstWithUser) || NeedsShell(stage)) yield break;
        yield return At(file, stage.From, $"Nothing in this stage needs the shell and the packages of '{stage.Root}'.");
    }

    private static bool NeedsShell(Stage stage)
    {
        var start = stage.Start().ToList();
        // Without a start nobody can tell what others will need.
        if (start.Count == 0 || stage.AllBelow<RunInstruction>().Any()) return true;
        return start.Concat(stage.AllBelow<HealthcheckInstruction>()).Any(command => RunsInShell(command) || StartsScript(command));
    }

    private static bool RunsInShell(CommandInstruction command) => !command.IsExecForm && command is not HealthcheckInstruction { IsNone: true };

    private static bool StartsScript(CommandInstruction command) =>
        command.Exec.Any(word => StageShell.KindOf(word.Text) != ShellKind.Unknown || word.Text.EndsWith(".sh", StringComparison.Ordinal));
}
