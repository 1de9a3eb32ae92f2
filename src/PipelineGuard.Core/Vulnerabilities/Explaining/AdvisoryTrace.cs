using System.Collections.Immutable;
using PipelineGuard.Advisories;

namespace PipelineGuard.Vulnerabilities.Explaining;

/// <summary>What one advisory says about an installed package, and how that turned out.</summary>
/// <param name="Advisory">The advisory.</param>
/// <param name="Ecosystem">The ecosystem that its statements are about, without release.</param>
/// <param name="Package">What it calls the package.</param>
/// <param name="Outcome">How it turned out.</param>
internal sealed record AdvisoryTrace(Advisory Advisory, string Ecosystem, string Package, MatchOutcome Outcome)
{
    /// <summary>Each statement about the package, in the order of the source; empty when the advisory was withdrawn.</summary>
    public ImmutableArray<ClaimTrace> Claims { get; init; } = [];

    /// <summary>When its source took it back; null while it stands.</summary>
    public DateTimeOffset? Withdrawn { get; init; }
}

/// <summary>Whether a statement is meant for the installed package.</summary>
internal enum ClaimScope
{
    /// <summary>It is.</summary>
    Meant,

    /// <summary>It is about another release.</summary>
    OtherRelease,

    /// <summary>It is about a support channel that the image does not have.</summary>
    OtherChannel,

    /// <summary>It is about packages of modules and this is none, or the other way round.</summary>
    OtherStream,

    /// <summary>It is about another ecosystem or another package.</summary>
    OtherPackage,
}

/// <summary>One statement of an advisory.</summary>
/// <param name="Affected">The statement.</param>
/// <param name="Scope">Whether it is meant for the installed package; if not, nothing was compared.</param>
internal sealed record ClaimTrace(AffectedVersions Affected, ClaimScope Scope)
{
    /// <summary>Its ranges with each comparison; empty when nothing was compared.</summary>
    public ImmutableArray<RangeTrace> Ranges { get; init; } = [];

    /// <summary>The listed version that is the installed one; null when there is none.</summary>
    public string? Listed { get; init; }

    /// <summary>True when it holds for the installed version.</summary>
    public bool Holds => Listed is not null || Ranges.Any(range => range.Position is not RangePosition.Outside);
}

/// <summary>How the installed version stands in a range.</summary>
/// <param name="Position">The answer.</param>
/// <param name="FixedIn">The version that ends the range; null when it names none.</param>
/// <param name="Steps">What led to it, an event each, in the order of the source.</param>
internal sealed record RangeTrace(RangePosition Position, string? FixedIn, ImmutableArray<RangeStep> Steps);

/// <summary>One comparison.</summary>
/// <param name="Event">The event of the range.</param>
/// <param name="Order">Below zero when the installed version comes before the event's, 0 when they are equal, above zero when it comes after.</param>
internal readonly record struct RangeStep(VersionEvent Event, int Order);
