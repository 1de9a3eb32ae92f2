using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds images whose .NET applications believe that they run on a developer's machine.</summary>
internal sealed class ShipProductionEnvironment : DockerfileRule
{
    private static readonly string[] Names = ["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    public override RuleInfo Info { get; } = new("PGD507", "Ship no development environment", Severity.Medium)
    {
        Why = "In development, ASP.NET Core shows stack traces to visitors and reads settings that are not meant for production.",
        Fix = "Remove the variable: without it the environment is Production. Set it when you start a container for development.",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENV ASPNETCORE_ENVIRONMENT=Development",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENV ASPNETCORE_ENVIRONMENT \"Development\"",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS base\nENV A=b DOTNET_ENVIRONMENT=development\nFROM base AS final",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nENV ASPNETCORE_ENVIRONMENT=Production",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS dev\nENV ASPNETCORE_ENVIRONMENT=Development\nFROM mcr.microsoft.com/dotnet/aspnet:10.0",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0\nARG E\nENV ASPNETCORE_ENVIRONMENT=$E",
            "FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS base\nENV DOTNET_ENVIRONMENT=Development\nFROM base\nENV DOTNET_ENVIRONMENT=Production",
        ],
        Tags = ["cwe:489", "cwe:209"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from name in Names
        let variable = file.FinalStage?.Environment(name)
        where variable is { Value: { } value } && value.Equals("Development", StringComparison.OrdinalIgnoreCase)
        select At(file, variable.Value.Pair, $"{name} is Development in the image that is shipped.", new("Say Production.")
        {
            Edits = [file.Replace(variable.Value.Pair.Value!, "Production")],
        });
}
