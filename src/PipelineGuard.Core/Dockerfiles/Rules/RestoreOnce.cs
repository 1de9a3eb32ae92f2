using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds builds that look for their packages a second time.</summary>
internal sealed class RestoreOnce : DockerfileRule
{
    private static readonly string[] ForOtherTargets =
        ["-r", "--runtime", "-a", "--arch", "--os", "--self-contained", "--sc", "-f", "--framework", "--no-restore", "--no-build"];

    public override RuleInfo Info { get; } = new("PGD506", "Restore packages once", Severity.Info)
    {
        Why = "build and publish restore by themselves: after dotnet restore that costs time, and may fetch other versions than those restored.",
        Fix = "Add --no-restore.",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY app.csproj .\nRUN dotnet restore\nCOPY . .\nRUN dotnet publish -c Release -o /app",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet restore app.sln && dotnet build app.sln -c Release",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet restore\nRUN dotnet publish -c Release --no-restore -o /app",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet publish -c Release -o /app",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet restore\nRUN dotnet publish -c Release -r linux-x64 --self-contained",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet restore a.csproj\nRUN dotnet publish b.csproj",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS a\nRUN dotnet restore\nFROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet publish",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from stage in file.Stages
        let commands = stage.All<RunInstruction>().SelectMany(run => run.Script.Commands).Where(command => command.Name == "dotnet").ToList()
        let restored = commands.FirstOrDefault(command => command.Is("dotnet", "restore"))
        where restored is not null
        from command in commands
        where command.Span.Start > restored.Span.Start && (command.Is("dotnet", "publish") || command.Is("dotnet", "build"))
        where !command.HasFlag(ForOtherTargets) && command.Arguments.All(word => word.Value is not null) && IsSameProject(restored, command)
        select At(file, command, "The packages are restored already; --no-restore keeps it so.");

    // Without a name, the project is that of the working directory.
    private static bool IsSameProject(ShellCommand left, ShellCommand right) =>
        left.Operands.ElementAtOrDefault(1)?.Value == right.Operands.ElementAtOrDefault(1)?.Value;
}
