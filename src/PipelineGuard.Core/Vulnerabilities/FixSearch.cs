using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Versions;

namespace PipelineGuard.Vulnerabilities;

/// <summary>What can be done about a vulnerable version.</summary>
/// <param name="State">What the sources say about a fix.</param>
/// <param name="FixedIn">The lowest version without the vulnerability; null unless <paramref name="State"/> is <see cref="FixState.Fixed"/>.</param>
internal readonly record struct FixPlan(FixState State, string? FixedIn);

/// <summary>Finds the lowest version that clears everything that is said about a package, not only the range it stands in.</summary>
internal static class FixSearch
{
    // Each step is one more branch that a fix runs into; real advisories need one or two.
    private const int MaxSteps = 100;

    /// <summary>Climbs from fix to fix until no range with a known fix holds the version.</summary>
    /// <param name="claims">All that matching advisories say about the package.</param>
    /// <param name="version">The installed, affected version.</param>
    /// <param name="scheme">The order of its versions.</param>
    public static FixPlan Find(IReadOnlyCollection<AffectedVersions> claims, string version, IVersionScheme scheme)
    {
        var fixedIn = NextFix(claims, version, scheme);
        if (fixedIn is null) return new(StateWithoutFix(claims, version, scheme), null);
        for (int step = 0; step < MaxSteps && NextFix(claims, fixedIn, scheme) is { } next; step++) fixedIn = next;
        return new(FixState.Fixed, fixedIn);
    }

    // The highest fix of the ranges that hold the version: below it, that range still would.
    private static string? NextFix(IReadOnlyCollection<AffectedVersions> claims, string version, IVersionScheme scheme)
    {
        string? highest = null;
        foreach (var claim in claims)
        {
            if (claim.IsFixOutOfReach) continue;
            foreach (var range in claim.Ranges)
            {
                if (RangeCheck.Check(range, version, scheme).FixedIn is { } fixedIn && (highest is null || scheme.Compare(fixedIn, highest) > 0)) highest = fixedIn;
            }
        }
        return highest;
    }

    private static FixState StateWithoutFix(IReadOnlyCollection<AffectedVersions> claims, string version, IVersionScheme scheme)
    {
        if (claims.Any(claim => claim.Ratings.Any(SourceWords.MeansNoFixWillCome))) return FixState.WontFix;
        if (claims.Any(claim => claim.IsFixOutOfReach)) return FixState.NotFixed;
        bool isOpen = claims.SelectMany(claim => claim.Ranges).Any(range => RangeCheck.Check(range, version, scheme).Position == RangePosition.NoEnd);
        return isOpen ? FixState.NotFixed : FixState.Unknown;
    }
}
