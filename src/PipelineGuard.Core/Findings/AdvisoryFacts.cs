using System.Collections.Immutable;

namespace PipelineGuard.Findings;

/// <summary>What is known about the vulnerability behind a finding.</summary>
/// <param name="Id">The id users search for: the CVE when there is one.</param>
public sealed record AdvisoryFacts(string Id)
{
    /// <summary>Other ids of the same vulnerability (<c>GHSA-…</c>, <c>DSA-…</c>), sorted.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The CVSS vector that the severity was computed from; null when the source only gave a rating or nothing.</summary>
    public string? CvssVector { get; init; }

    /// <summary>CVSS base score, 0.0 to 10.0; null without a vector.</summary>
    public double? CvssScore { get; init; }

    /// <summary>Who rated it: <c>CVSS:3.1</c>, <c>CVSS:4.0</c>, <c>CVSS:3.1 of GHSA-…</c>, <c>source</c> (the advisory's own word) or <c>unrated</c>.</summary>
    public string SeveritySource { get; init; } = "unrated";

    /// <summary>What all sources say about the severity, the built-in order of trust first; empty when none says anything.</summary>
    public ImmutableArray<SeverityRating> Ratings { get; init; } = [];

    /// <summary>The one of <see cref="Ratings"/> that was chosen; null when nobody rated it, or the numbers do not matter.</summary>
    public SeverityRating? ChosenRating { get; init; }

    /// <summary>Whether a fix exists.</summary>
    public FixState FixState { get; init; }

    /// <summary>When the vulnerability was published; null when the source does not say.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>When the fix became known: grace periods count from here; null when no fix or no date is known.</summary>
    public DateTimeOffset? FixPublished { get; init; }

    /// <summary>True when CISA lists it as exploited in the wild; null when the catalogue was not at hand.</summary>
    public bool? KnownExploited { get; init; }

    /// <summary>When CISA listed it as exploited; null when it is not listed, or the catalogue does not say.</summary>
    public DateOnly? ExploitedSince { get; init; }

    /// <summary>By when US agencies have to mend it (CISA, BOD 22-01); null when it is not listed, or the catalogue does not say.</summary>
    public DateOnly? ExploitedDue { get; init; }

    /// <summary>True when CISA knows ransomware that uses it; null when it is not listed.</summary>
    public bool? UsedByRansomware { get; init; }

    /// <summary>EPSS probability of exploitation in 30 days, 0 to 1; null when not at hand.</summary>
    public double? Epss { get; init; }

    /// <summary>The share of all scored CVEs with the same or a lower EPSS probability, 0 to 1; null without <see cref="Epss"/>.</summary>
    public double? EpssPercentile { get; init; }

    /// <summary>The day of the EPSS scores; null without <see cref="Epss"/>.</summary>
    public DateOnly? EpssDate { get; init; }

    /// <summary>Links for a person to read, most useful first.</summary>
    public ImmutableArray<string> References { get; init; } = [];
}
