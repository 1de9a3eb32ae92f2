namespace PipelineGuard.Packages.DotNet;

/// <summary>What the environment of a container says about rolling forward; it wins over every <c>runtimeconfig.json</c> (.NET documentation, "Select which .NET version to use").</summary>
/// <param name="RollForward"><c>DOTNET_ROLL_FORWARD</c>; null when it is not set, or to something that the host does not know.</param>
/// <param name="ToPrerelease"><c>DOTNET_ROLL_FORWARD_TO_PRERELEASE</c>: previews count as releases do.</param>
internal readonly record struct RollForwardSettings(RollForward? RollForward, bool ToPrerelease)
{
    /// <summary>Reads an image's environment: <c>NAME=value</c>, of which the last counts.</summary>
    public static RollForwardSettings From(IEnumerable<string> environment)
    {
        var settings = default(RollForwardSettings);
        foreach (var line in environment)
        {
            if (ValueOf(line, "DOTNET_ROLL_FORWARD=") is { } policy) settings = settings with { RollForward = RollForwardWord.Parse(policy) };
            else if (ValueOf(line, "DOTNET_ROLL_FORWARD_TO_PRERELEASE=") is { } previews) settings = settings with { ToPrerelease = previews == "1" };
        }
        return settings;
    }

    private static string? ValueOf(string line, string name) => line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..] : null;
}
