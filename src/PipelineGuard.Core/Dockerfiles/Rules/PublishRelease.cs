using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds .NET applications that are published without optimisation.</summary>
internal sealed class PublishRelease : DockerfileRule
{
    // From here on the SDK publishes a release when nothing is said.
    private const int ReleaseByDefault = 8;

    public override RuleInfo Info { get; } = new("PGD505", "Publish the release configuration", Severity.Medium)
    {
        Why = "A debug build is slower, and often shows details of errors that nobody outside should see.",
        Fix = "Write dotnet publish -c Release.",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet publish -c Debug -o /app",
            "FROM mcr.microsoft.com/dotnet/sdk:6.0\nRUN dotnet publish -o /app",
            "FROM mcr.microsoft.com/dotnet/core/sdk:3.1 AS build\nRUN cd src && dotnet publish app.csproj --output /app",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet publish -o /app",
            "FROM mcr.microsoft.com/dotnet/sdk:6.0\nRUN dotnet publish -c Release -o /app",
            "FROM mcr.microsoft.com/dotnet/sdk:6.0\nRUN dotnet publish --configuration=Release -p:UseAppHost=false",
            "FROM mcr.microsoft.com/dotnet/sdk:6.0\nARG BUILD_CONFIGURATION=Release\nRUN dotnet publish -c $BUILD_CONFIGURATION",
            "FROM mcr.microsoft.com/dotnet/sdk:6.0\nRUN dotnet publish /p:Configuration=Release && dotnet publish $OPTIONS",
            "ARG V\nFROM mcr.microsoft.com/dotnet/sdk:$V\nRUN dotnet publish",
        ],
        Tags = ["cwe:489"],
    };

    // What was built before, or is copied behind it, is the debug build: then there is nothing to repair without asking.
    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        var namesDebug = new Lazy<bool>(() => file.Source.Text.Contains("/Debug", StringComparison.OrdinalIgnoreCase));
        return Check(file, namesDebug);
    }

    private IEnumerable<Finding> Check(Dockerfile file, Lazy<bool> namesDebug) =>
        from run in file.Runs("dotnet")
        let major = DotnetImage.Of(run.Stage?.Root)?.Major
        from command in run.Script.Commands
        where command.Is("dotnet", "publish") && !command.Arguments.Any(IsProperty)
        let configuration = command.FlagValue("-c", "--configuration")
        where configuration is null
            ? major < ReleaseByDefault && !MayHoldIt(command)
            : configuration.Equals("Debug", StringComparison.OrdinalIgnoreCase)
        select At(file, command, "dotnet publish makes a debug build.", new("Add -c Release.")
        {
            Edits = configuration is null && !run.IsExecForm && !command.HasFlag("--no-build") && !namesDebug.Value ? [file.InsertAfter(command.Operands.First(), " -c Release")] : [],
        });

    private static bool IsProperty(ShellWord word) =>
        word.Shape.Contains("Configuration=", StringComparison.OrdinalIgnoreCase) && !word.Shape.StartsWith("--", StringComparison.Ordinal);

    // A variable, or a file of options, may say it.
    private static bool MayHoldIt(ShellCommand command) =>
        command.Arguments.Any(word => word is { Value: null, IsQuoted: false } || word.Shape.StartsWith('@')
            || word.Shape.Contains("PublishProfile", StringComparison.OrdinalIgnoreCase));
}
