using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds settings of developers' machines that are copied with the sources.</summary>
internal sealed class KeepDevelopmentSettingsOut : SweptFileRule
{
    private static readonly string[] Names = ["appsettings.Development.json", "appsettings.Local.json", "secrets.json", "local.settings.json"];

    public override RuleInfo Info { get; } = new("PGD605", "Keep development settings out of the image", Severity.Low)
    {
        Why = "Such settings name internal hosts and often hold passwords; one variable is enough to make a container use them.",
        Fix = "Add **/appsettings.Development.json and its like to .dockerignore.",
        Flags = ["FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY . .", "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY src/App/ ."],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY src/App/appsettings.json .",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY src/Other .",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY src/App/appsettings.Development.json .",
        ],
        Tags = ["cwe:538", "cwe:489"],
    };

    public override DockerfileContext ExampleContext { get; } = new()
    {
        ContextFiles = ["src/App/appsettings.json", "src/App/appsettings.Development.json", "src/Other/secrets.json"],
        DockerIgnore = "**/secrets.json",
    };

    protected override int MostNamed => 10;

    protected override bool StaysBehind(string path) => Names.Contains(path[(path.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase);

    protected override string Pattern(string path) => $"**/{path[(path.LastIndexOf('/') + 1)..]}";
}
