using System.Collections.Immutable;

namespace PipelineGuard.Advisories;

/// <summary>Which versions of one package an advisory is about (OSV schema, <c>affected[]</c>): those in any range, and those listed.</summary>
internal sealed record AffectedVersions
{
    /// <summary>The release of the distribution it is limited to (<c>12</c>, <c>v3.19</c>); null when it applies to all.</summary>
    public string? Release { get; init; }

    /// <summary>The ranges; GIT ranges are left out.</summary>
    public ImmutableArray<VersionRange> Ranges { get; init; } = [];

    /// <summary>Versions listed one by one.</summary>
    public ImmutableArray<string> Versions { get; init; } = [];

    /// <summary>True when the fix is published in a channel that the image does not have. Never stored: who asks decides.</summary>
    public bool IsFixOutOfReach { get; init; }

    /// <summary>CVSS vectors and words that hold for this package and release: <c>urgency</c> of Debian, priority of Ubuntu.</summary>
    public ImmutableArray<string> Ratings { get; init; } = [];
}

/// <summary>One range of versions (OSV schema, <c>affected[].ranges[]</c>).</summary>
/// <param name="Events">Where the vulnerability comes and goes, in the order of the source, which need not be the order of the versions.</param>
internal readonly record struct VersionRange(ImmutableArray<VersionEvent> Events);

/// <summary>One event of a range.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Version">At which version; empty for <see cref="VersionEventKind.IntroducedAtStart"/>.</param>
internal readonly record struct VersionEvent(VersionEventKind Kind, string Version);

/// <summary>What an event of a range says. The numbers stand in store files and are never reused.</summary>
internal enum VersionEventKind
{
    /// <summary><c>introduced: "0"</c>: affected from the very first version on.</summary>
    IntroducedAtStart = 1,

    /// <summary>Affected from this version on.</summary>
    Introduced = 2,

    /// <summary>Affected behind this version: <c>introduced_exclusive</c> in the range's <c>database_specific</c>.</summary>
    IntroducedAfter = 3,

    /// <summary>No longer affected from this version on.</summary>
    Fixed = 4,

    /// <summary>Affected up to this version; what came later is not known to be affected.</summary>
    LastAffected = 5,

    /// <summary>Only versions below one of the limits are affected.</summary>
    Limit = 6,
}
