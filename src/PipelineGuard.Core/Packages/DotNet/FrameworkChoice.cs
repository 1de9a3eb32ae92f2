using NuGet.Versioning;

namespace PipelineGuard.Packages.DotNet;

/// <summary>Chooses the version of a shared framework that an application runs on (dotnet/runtime, "Framework version resolution").</summary>
internal static class FrameworkChoice
{
    /// <summary>The version that the host would choose; null when none will do.</summary>
    /// <param name="wanted">The version asked for.</param>
    /// <param name="rollForward">How far the host may go.</param>
    /// <param name="toPrerelease">True when previews count as releases do.</param>
    /// <param name="available">The versions that are installed.</param>
    public static NuGetVersion? Choose(NuGetVersion wanted, RollForward rollForward, bool toPrerelease, IReadOnlyCollection<NuGetVersion> available)
    {
        var fitting = available.Where(version => version >= wanted && Allows(rollForward, wanted, version)).ToList();
        // Who asks for a release gets a release, and a preview only where there is none.
        var releases = fitting.Where(version => !version.IsPrerelease).ToList();
        return Best(rollForward, toPrerelease || wanted.IsPrerelease || releases.Count == 0 ? fitting : releases);
    }

    private static bool Allows(RollForward rollForward, NuGetVersion wanted, NuGetVersion version) => rollForward switch
    {
        RollForward.Disable => version == wanted,
        RollForward.LatestPatch => version.Major == wanted.Major && version.Minor == wanted.Minor,
        RollForward.Minor or RollForward.LatestMinor => version.Major == wanted.Major,
        RollForward.Major or RollForward.LatestMajor => true,
    };

    // The nearest version and its latest patch, unless the latest is asked for.
    private static NuGetVersion? Best(RollForward rollForward, List<NuGetVersion> fitting)
    {
        if (fitting.Min() is not { } nearest) return null;
        return rollForward is RollForward.LatestMinor or RollForward.LatestMajor
            ? fitting.Max()
            : fitting.Where(version => version.Major == nearest.Major && version.Minor == nearest.Minor).Max();
    }
}
