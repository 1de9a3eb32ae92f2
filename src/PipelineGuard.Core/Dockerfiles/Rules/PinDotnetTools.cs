using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds .NET tools without a version.</summary>
internal sealed class PinDotnetTools : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD228", "Pin the versions of .NET tools", Severity.Low)
    {
        Why = "dotnet tool install takes the newest version, so the same commit gives different images on different days.",
        Fix = "Add --version, or list the tool in a manifest and use dotnet tool restore.",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet tool install --global dotnet-ef",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet restore && dotnet tool update -g dotnet-trace",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet tool install --global dotnet-ef --version 10.0.1",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet tool install dotnet-ef@10.0.1 --tool-path /tools",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet tool restore",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet tool install -g dotnet-ef $VERSION_OPTION",
        ],
        Tags = [],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands("dotnet")
        where command.Is("dotnet", "tool", "install") || command.Is("dotnet", "tool", "update")
        where !command.HasFlag("--version") && !command.MayHoldMoreOptions
        let tool = command.Operands.Skip(2).FirstOrDefault()
        where tool is { Value: { } name } && !name.Contains('@', StringComparison.Ordinal)
        select At(file, command, $"dotnet takes whatever version of {Quoting.Quote(tool)} is current on the day of the build.");
}
