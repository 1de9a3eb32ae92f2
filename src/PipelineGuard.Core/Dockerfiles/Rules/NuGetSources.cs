using PipelineGuard.Dockerfiles.Shell;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Reads <c>dotnet nuget … source</c>.</summary>
internal static class NuGetSources
{
    /// <summary>True when a feed is added or changed with a password.</summary>
    public static bool IsSaved(ShellCommand command) =>
        (command.Is("dotnet", "nuget", "add", "source") || command.Is("dotnet", "nuget", "update", "source"))
        // No "-p" among joined letters here: all other options with one dash are single letters too.
        && command.Arguments.Any(word => word.Shape is "-p" or "--password" || word.Shape.StartsWith("--password=", StringComparison.Ordinal));

    /// <summary>True when the password is kept as it is.</summary>
    public static bool IsClearText(ShellCommand command) => command.HasFlag("--store-password-in-clear-text");

    /// <summary>True when a feed is taken out again.</summary>
    public static bool IsRemoved(ShellCommand command) => command.Is("dotnet", "nuget", "remove", "source");
}
