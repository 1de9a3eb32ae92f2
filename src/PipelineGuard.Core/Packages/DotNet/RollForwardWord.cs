namespace PipelineGuard.Packages.DotNet;

/// <summary>The words for how far the host may go.</summary>
internal static class RollForwardWord
{
    /// <summary>What a word means, in any case; null for another word. Not <c>Enum.TryParse</c>, which takes numbers too.</summary>
    public static RollForward? Parse(string? text) => text?.ToUpperInvariant() switch
    {
        "DISABLE" => RollForward.Disable,
        "LATESTPATCH" => RollForward.LatestPatch,
        "MINOR" => RollForward.Minor,
        "MAJOR" => RollForward.Major,
        "LATESTMINOR" => RollForward.LatestMinor,
        "LATESTMAJOR" => RollForward.LatestMajor,
        _ => null,
    };
}
