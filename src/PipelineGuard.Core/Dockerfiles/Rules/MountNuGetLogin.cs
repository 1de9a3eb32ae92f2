using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds logins for NuGet feeds that reach a layer.</summary>
internal sealed class MountNuGetLogin : PackageLoginRule
{
    public override RuleInfo Info { get; } = new("PGD409", "Mount the login of NuGet", Severity.High)
    {
        Why = "A password in NuGet.Config opens your package feed to everyone who can pull the image.",
        Fix = "Use RUN --mount=type=secret,id=nuget,target=/root/.nuget/NuGet/NuGet.Config dotnet restore, or a credential provider with a mounted token.",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet nuget add source https://nuget.example.com/v3/index.json -n internal -u jo -p $TOKEN",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY NuGet.Config /root/.nuget/NuGet/NuGet.Config",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY <<EOF nuget.config\n<add key=\"ClearTextPassword\" value=\"hunter2\" />\nEOF",
            "FROM mono:6.12\nRUN nuget sources add -Name internal -Source https://nuget.example.com -UserName jo -Password hunter2",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY NuGet.config *.csproj ./\nRUN dotnet restore",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN --mount=type=secret,id=nuget,target=/root/.nuget/NuGet/NuGet.Config dotnet restore",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet nuget add source https://nuget.example.com/v3/index.json -n internal",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet nuget add source https://a.example.com -n a -u jo -p $T && dotnet restore && dotnet nuget remove source a",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY <<'EOF' nuget.config\n<add key=\"ClearTextPassword\" value=\"%FEED_TOKEN%\" />\nEOF",
        ],
        Tags = ["cis-docker:4.10", "cwe:522", "cwe:538"],
    };

    protected override string[] Programs { get; } = ["dotnet", "nuget", "nuget.exe"];

    protected override string[] UserPlaces { get; } = [".nuget/NuGet/NuGet.Config", ".config/NuGet/NuGet.Config"];

    // NuGet puts the environment's value in the place of "%NAME%".
    protected override bool HoldsLogin(string text)
    {
        int at = text.IndexOf("ClearTextPassword", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return false;
        int value = text.IndexOf("value=\"", at, StringComparison.OrdinalIgnoreCase);
        return value >= 0 && value + 7 < text.Length && text[value + 7] is not ('%' or '"');
    }

    // What is kept in clear text has a rule of its own.
    protected override bool SavesLogin(ShellCommand command) =>
        NuGetSources.IsSaved(command) && !NuGetSources.IsClearText(command)
        || command.IsAny("nuget", "nuget.exe") && command.Is(command.Name!, "sources") && command.HasFlag("-Password", "-password");

    protected override bool ForgetsLogin(ShellCommand command) => NuGetSources.IsRemoved(command);
}
