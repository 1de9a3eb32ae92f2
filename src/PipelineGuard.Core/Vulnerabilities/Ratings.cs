using System.Collections.Immutable;
using PipelineGuard.Advisories;
using PipelineGuard.Advisories.Cvss;
using PipelineGuard.Findings;

namespace PipelineGuard.Vulnerabilities;

/// <summary>
/// What all sources say about the severity of one vulnerability, the one to believe first: a distribution's own word, as it knows how it
/// built the package; then the newest CVSS version, the worst vector of it; then words; then CVSS 2, which overrates much of what it rates;
/// then other sources' vectors for the same CVE; last what errata about several say of all of them.
/// </summary>
internal static class Ratings
{
    private static readonly string[] BeforeWords = ["CVSS:4.0/", "CVSS:3.1/", "CVSS:3.0/"];
    private static readonly string[] Cvss2 = ["AV:"];

    // More would only repeat each other.
    private const int Most = 16;

    /// <summary>The ratings, each once; empty when nobody rated it.</summary>
    /// <param name="match">The vulnerability.</param>
    /// <param name="isDistribution">True when the advisories are those of a distribution.</param>
    /// <param name="library">Knows the vectors of other sources.</param>
    public static ImmutableArray<SeverityRating> Of(FoldedMatch match, bool isDistribution, IAdvisoryContext library)
    {
        IEnumerable<SeverityRating> all =
        [
            .. isDistribution ? Words(match.Own, isDistribution) : [],
            .. Vectors(match.Own, BeforeWords, isDistribution),
            .. Words(match.Own, isDistribution),
            .. Vectors(match.Own, Cvss2, isDistribution),
            .. FromOthers(match, library),
            .. Vectors(match.Shared, [.. BeforeWords, .. Cvss2], isDistribution),
            .. Words(match.Shared, isDistribution),
        ];
        return [.. all.Distinct().Take(Most)];
    }

    private static IEnumerable<SeverityRating> Words(IEnumerable<RecordMatch> matches, bool isDistribution) =>
        from match in matches
        from word in RatingsOf(match)
        let severity = SourceWords.SeverityOf(word)
        where severity is not null
        orderby severity descending
        select new SeverityRating(SourceOf(match.Advisory.Id, isVector: false, isDistribution), match.Advisory.Id, severity.Value) { Word = word };

    private static IEnumerable<SeverityRating> Vectors(IEnumerable<RecordMatch> matches, string[] versions, bool isDistribution)
    {
        var rated = matches.SelectMany(match => RatingsOf(match).Select(vector => OfVector(vector, match.Advisory.Id, isDistribution))).OfType<SeverityRating>().ToArray();
        return versions.SelectMany(version => rated.Where(rating => rating.Vector!.StartsWith(version, StringComparison.Ordinal)).OrderByDescending(rating => rating.Score));
    }

    private static IEnumerable<SeverityRating> FromOthers(FoldedMatch match, IAdvisoryContext library) =>
        match.Cves.SelectMany(library.RatingsOf).Order()
            .Where(other => !match.All.Any(own => own.Advisory.Id == other.Advisory))
            .Select(other => OfVector(other.Vector, other.Advisory, isDistribution: false)).OfType<SeverityRating>();

    private static SeverityRating? OfVector(string vector, string advisory, bool isDistribution) =>
        CvssVector.TryParse(vector, out var cvss)
            ? new(SourceOf(advisory, isVector: true, isDistribution), advisory, cvss.Severity) { Vector = vector, Score = cvss.BaseScore }
            : null;

    // A distribution's record of a CVE carries the CVE's vector beside its own word.
    private static SeveritySource SourceOf(string advisory, bool isVector, bool isDistribution) =>
        advisory.StartsWith("GHSA-", StringComparison.Ordinal) ? SeveritySource.Ghsa
        : isVector && AdvisoryIds.CveIn(advisory) is not null ? SeveritySource.Nvd
        : isDistribution || AdvisoryIds.IsErratum(advisory) ? SeveritySource.Distribution
        : SeveritySource.Database;

    private static IEnumerable<string> RatingsOf(RecordMatch match) => match.Claims.SelectMany(claim => claim.Ratings).Concat(match.Advisory.Ratings);
}
