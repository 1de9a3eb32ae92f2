using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds NuGet passwords that are kept in clear text, wherever they come from.</summary>
internal sealed class KeepNuGetPasswordsOutOfConfig : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD512", "Do not store NuGet passwords in clear text", Severity.High)
    {
        Why = "The password is written to NuGet.Config in this layer, even when it came from a secret mount.",
        Fix = "Mount a NuGet.Config as a secret, name the variable in it as %NAME%, or remove the source in the same RUN.",
        Flags =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet nuget add source https://a.example.com -n a -u jo -p $T --store-password-in-clear-text",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN --mount=type=secret,id=t dotnet nuget update source a -u jo --password \"$(cat /run/secrets/t)\" --store-password-in-clear-text && dotnet restore",
        ],
        Allows =
        [
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet nuget add source https://a.example.com -n a",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN dotnet nuget add source https://a.example.com -n a -u jo -p $T --store-password-in-clear-text \\\n && dotnet restore && dotnet nuget remove source a",
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nRUN echo --store-password-in-clear-text",
        ],
        Tags = ["cis-docker:4.10", "cwe:256", "cwe:312"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs("dotnet")
        let removed = run.Script.Commands.LastOrDefault(NuGetSources.IsRemoved)?.Span.Start ?? -1
        from command in run.Script.Commands
        where NuGetSources.IsSaved(command) && NuGetSources.IsClearText(command)
        where command.Span.Start > removed
        select At(file, command.NameWord!, "The password of the feed stays in NuGet.Config, readable for everyone.");
}
