using PipelineGuard.Advisories;
using PipelineGuard.Advisories.Cvss;
using PipelineGuard.Findings;

namespace PipelineGuard.Vulnerabilities;

/// <summary>How bad a vulnerability is, and who says so.</summary>
/// <param name="Severity">The severity.</param>
/// <param name="Source">See <see cref="AdvisoryFacts.SeveritySource"/>.</param>
/// <param name="Vector">The CVSS vector it was computed from; null when it was not.</param>
/// <param name="Score">The CVSS score, 0.0 to 10.0; null without a vector.</param>
internal readonly record struct Rating(Severity Severity, string Source, string? Vector = null, double? Score = null)
{
    // CVSS 2 overrates much of what it rates: it is asked after the sources' own words.
    private static readonly string[] BeforeWords = ["CVSS:4.0/", "CVSS:3.1/", "CVSS:3.0/"];
    private const string Cvss2Prefix = "AV:";

    /// <summary>
    /// Chooses among what the sources say. A malicious package is critical, whatever the numbers; a distribution's own word comes first,
    /// as it knows how it built the package; then the newest CVSS version, the worst vector of it; then words; then another source's vector for the same CVE; else Medium.
    /// </summary>
    /// <param name="match">The vulnerability.</param>
    /// <param name="isDistribution">True when the advisories are those of a distribution.</param>
    /// <param name="library">Knows the vectors of other sources.</param>
    public static Rating Choose(FoldedMatch match, bool isDistribution, IAdvisoryContext library) =>
        (match.IsMalicious ? new Rating(Severity.Critical, "source") : (Rating?)null)
        ?? (isDistribution ? WorstWord(match.Own) : null)
        ?? WorstVector(match.Own, BeforeWords)
        ?? WorstWord(match.Own)
        ?? WorstVector(match.Own, [Cvss2Prefix])
        ?? FromOthers(match, library)
        ?? WorstVector(match.Shared, [.. BeforeWords, Cvss2Prefix])
        ?? WorstWord(match.Shared)
        ?? new(Severity.Medium, "unrated");

    private static Rating? WorstWord(IEnumerable<RecordMatch> matches) =>
        matches.SelectMany(RatingsOf).Max(SourceWords.SeverityOf) is { } worst ? new(worst, "source") : null;

    private static Rating? WorstVector(IEnumerable<RecordMatch> matches, ReadOnlySpan<string> prefixes)
    {
        var vectors = matches.SelectMany(RatingsOf).ToArray();
        foreach (var prefix in prefixes)
        {
            Rating? worst = null;
            foreach (var vector in vectors)
            {
                if (vector.StartsWith(prefix, StringComparison.Ordinal) && OfVector(vector) is { } rating && !(rating.Score <= worst?.Score)) worst = rating;
            }
            if (worst is not null) return worst;
        }
        return null;
    }

    private static Rating? FromOthers(FoldedMatch match, IAdvisoryContext library) =>
        match.Cves.SelectMany(library.RatingsOf).Order().Cast<CveRating?>().FirstOrDefault() is { } other && OfVector(other.Vector) is { } rating
            ? rating with { Source = $"{rating.Source} of {other.Advisory}" }
            : null;

    private static Rating? OfVector(string vector) =>
        CvssVector.TryParse(vector, out var cvss) ? new(cvss.Severity, VersionOf(vector), vector, cvss.BaseScore) : null;

    private static string VersionOf(string vector) => vector.IndexOf('/') is var slash && vector.StartsWith("CVSS:", StringComparison.Ordinal) ? vector[..slash] : "CVSS:2.0";

    private static IEnumerable<string> RatingsOf(RecordMatch match) => match.Claims.SelectMany(claim => claim.Ratings).Concat(match.Advisory.Ratings);
}
