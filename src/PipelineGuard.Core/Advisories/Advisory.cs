using System.Collections.Immutable;

namespace PipelineGuard.Advisories;

/// <summary>What one advisory says about a vulnerability, apart from the packages (OSV schema 1.7). All text is the source's: show it as text, never trust it.</summary>
/// <param name="Id">The source's id: <c>GHSA-…</c>, <c>DSA-…</c>, <c>DEBIAN-CVE-…</c>.</param>
internal sealed record Advisory(string Id)
{
    /// <summary>Other ids of the same vulnerability.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Vulnerabilities this one was derived from: what a distribution's advisory fixes.</summary>
    public ImmutableArray<string> Upstream { get; init; } = [];

    /// <summary>Ids that have to do with it; what it fixes, in the errata of some distributions.</summary>
    public ImmutableArray<string> Related { get; init; } = [];

    /// <summary>One line; null when the source has none.</summary>
    public string? Summary { get; init; }

    /// <summary>The first paragraph of the description; null when the source has none.</summary>
    public string? Details { get; init; }

    /// <summary>When it was published, to the second; null when the source does not say.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>When it was last changed at the source, to the second.</summary>
    public DateTimeOffset Modified { get; init; }

    /// <summary>CVSS vectors of any version, and the source's own words (<c>HIGH</c>), as they stand in the record.</summary>
    public ImmutableArray<string> Ratings { get; init; } = [];

    /// <summary>Links, most useful first.</summary>
    public ImmutableArray<string> References { get; init; } = [];
}
