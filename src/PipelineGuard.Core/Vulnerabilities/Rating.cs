using System.Collections.Immutable;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;

namespace PipelineGuard.Vulnerabilities;

/// <summary>How bad a vulnerability is, and who says so.</summary>
/// <param name="Severity">The severity.</param>
/// <param name="Source">See <see cref="AdvisoryFacts.SeveritySource"/>.</param>
internal sealed record Rating(Severity Severity, string Source)
{
    /// <summary>The rating that was chosen; null when there was nothing to choose from, or it was not asked.</summary>
    public SeverityRating? Chosen { get; private init; }

    /// <summary>What all sources say; see <see cref="Ratings"/>.</summary>
    public ImmutableArray<SeverityRating> All { get; private init; } = [];

    /// <summary>
    /// Chooses among what the sources say: the first source of a policy that rates it at all, else the first of all ratings, else Medium.
    /// A malicious package is critical, whatever the numbers.
    /// </summary>
    /// <param name="match">The vulnerability.</param>
    /// <param name="isDistribution">True when the advisories are those of a distribution.</param>
    /// <param name="library">Knows the vectors of other sources.</param>
    /// <param name="order">The sources to believe, the best first; empty when the policy says nothing.</param>
    public static Rating Choose(FoldedMatch match, bool isDistribution, IAdvisoryContext library, ImmutableArray<SeveritySource> order)
    {
        var all = Ratings.Of(match, isDistribution, library);
        if (match.IsMalicious) return new(Severity.Critical, "source") { All = all };
        var chosen = order.Select(wanted => all.FirstOrDefault(rating => rating.IsOf(wanted))).FirstOrDefault(rating => rating is not null) ?? all.FirstOrDefault();
        return chosen is null ? new(Severity.Medium, "unrated") : new(chosen.Severity, Describe(chosen, match)) { Chosen = chosen, All = all };
    }

    private static string Describe(SeverityRating rating, FoldedMatch match)
    {
        if (rating.Vector is not { } vector) return "source";
        var version = vector.IndexOf('/', StringComparison.Ordinal) is var slash && vector.StartsWith("CVSS:", StringComparison.Ordinal) ? vector[..slash] : "CVSS:2.0";
        return match.All.Any(record => record.Advisory.Id == rating.Advisory) ? version : $"{version} of {rating.Advisory}";
    }
}
