using System.Collections.Immutable;
using PipelineGuard.Versions;

namespace PipelineGuard.Advisories;

/// <summary>Where a version stands in a range.</summary>
internal enum RangePosition
{
    /// <summary>The range does not hold it.</summary>
    Outside,

    /// <summary>Affected, and the range names a later version without the vulnerability.</summary>
    BeforeFix,

    /// <summary>Affected; the range ends later, but names no version that is known to be good.</summary>
    BeforeEnd,

    /// <summary>Affected, and so is everything that came later.</summary>
    NoEnd,
}

/// <summary>Decides whether a version is affected (OSV schema, "Evaluation").</summary>
internal static class RangeCheck
{
    /// <summary>Where a version stands in a range, and the version that fixes it for <see cref="RangePosition.BeforeFix"/>, else null.</summary>
    public static (RangePosition Position, string? FixedIn) Check(VersionRange range, string version, IVersionScheme scheme)
    {
        if (IsBeyondLimits(range.Events, version, scheme)) return (RangePosition.Outside, null);
        var events = InOrder(range.Events, scheme);
        bool isAffected = false, before = false;
        for (int i = 0; i < events.Length; i++)
        {
            if (!HasHappened(events[i], version, scheme))
            {
                if (isAffected && Ends(events[i].Kind)) return EndAt(events[i]);
                continue;
            }
            // "introduced 2.0, fixed 2.0" is an empty span, "fixed 2.0, introduced 2.0" an empty gap: neither changes anything.
            bool isAnswer = i > 0 && SameVersion(events[i - 1], events[i], scheme) && Ends(events[i - 1].Kind) != Ends(events[i].Kind);
            (before, isAffected) = isAnswer ? (before, before) : (isAffected, !Ends(events[i].Kind));
        }
        return (isAffected ? RangePosition.NoEnd : RangePosition.Outside, null);
    }

    private static (RangePosition Position, string? FixedIn) EndAt(VersionEvent end) =>
        end.Kind == VersionEventKind.Fixed ? (RangePosition.BeforeFix, end.Version) : (RangePosition.BeforeEnd, null);

    private static bool Ends(VersionEventKind kind) => kind switch
    {
        VersionEventKind.Fixed or VersionEventKind.LastAffected => true,
        VersionEventKind.IntroducedAtStart or VersionEventKind.Introduced or VersionEventKind.IntroducedAfter or VersionEventKind.Limit => false,
    };

    private static bool HasHappened(VersionEvent at, string version, IVersionScheme scheme) => at.Kind switch
    {
        VersionEventKind.IntroducedAtStart => true,
        VersionEventKind.Introduced or VersionEventKind.Fixed => scheme.Compare(version, at.Version) >= 0,
        VersionEventKind.IntroducedAfter or VersionEventKind.LastAffected => scheme.Compare(version, at.Version) > 0,
        VersionEventKind.Limit => false,
    };

    // Below any one limit is enough; "*" is no limit at all.
    private static bool IsBeyondLimits(ImmutableArray<VersionEvent> events, string version, IVersionScheme scheme)
    {
        bool hasLimit = false;
        foreach (var (kind, limit) in events)
        {
            if (kind != VersionEventKind.Limit) continue;
            if (limit == "*" || scheme.Compare(version, limit) < 0) return false;
            hasLimit = true;
        }
        return hasLimit;
    }

    // Nearly all ranges are in order already; two events, the first at the start, need no comparison to tell.
    private static ImmutableArray<VersionEvent> InOrder(ImmutableArray<VersionEvent> events, IVersionScheme scheme)
    {
        foreach (var at in events)
        {
            if (at.Kind == VersionEventKind.Limit) return InOrder(events.RemoveAll(other => other.Kind == VersionEventKind.Limit), scheme);
        }
        for (int i = 1; i < events.Length; i++)
        {
            if (Compare(events[i - 1], events[i], scheme) > 0)
                return [.. events.Order(Comparer<VersionEvent>.Create((a, b) => Compare(a, b, scheme)))];
        }
        return events;
    }

    private static bool SameVersion(VersionEvent a, VersionEvent b, IVersionScheme scheme) => Compare(a, b, scheme) == 0;

    private static int Compare(VersionEvent a, VersionEvent b, IVersionScheme scheme) =>
        (a.Kind == VersionEventKind.IntroducedAtStart, b.Kind == VersionEventKind.IntroducedAtStart) switch
        {
            (true, true) => 0,
            (true, false) => -1,
            (false, true) => 1,
            (false, false) => scheme.Compare(a.Version, b.Version),
        };
}
