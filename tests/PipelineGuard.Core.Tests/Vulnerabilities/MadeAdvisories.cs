using System.Collections.Immutable;
using PipelineGuard.Advisories;
using PipelineGuard.Advisories.Starter;

namespace PipelineGuard.Vulnerabilities;

/// <summary>Advisories in memory: what a test says is known about packages.</summary>
internal sealed class MadeAdvisories : IAdvisorySource, IAdvisoryContext
{
    private readonly List<(string Package, Advisory Advisory, AffectedVersions Affected)> _claims = [];

    public Dictionary<string, CveRating> Ratings { get; } = [];

    public Dictionary<string, CveRating[]> AllRatings { get; } = [];

    public Dictionary<string, ExploitPrediction> Predictions { get; } = [];

    public HashSet<string>? Exploited { get; set; }

    public AdvisoryDataInfo Info => new("made", _claims.Count, DateTimeOffset.UnixEpoch, IsStarter: false);

    /// <summary>Adds an advisory about a package; the ranges are written as in the starter set: <c>0..1.2,2.0..=2.3</c>.</summary>
    public MadeAdvisories With(string package, Advisory advisory, string ranges, params string[] ratings)
    {
        _claims.Add((package, advisory, new() { Ranges = Ranges(ranges), Ratings = [.. ratings] }));
        return this;
    }

    /// <summary>Adds what an advisory says about one release of a distribution.</summary>
    public MadeAdvisories WithRelease(string package, Advisory advisory, string release, string ranges)
    {
        _claims.Add((package, advisory, new() { Release = release, Ranges = Ranges(ranges) }));
        return this;
    }

    /// <summary>Adds an advisory that lists versions.</summary>
    public MadeAdvisories WithVersions(string package, Advisory advisory, params string[] versions)
    {
        _claims.Add((package, advisory, new() { Versions = [.. versions] }));
        return this;
    }

    public bool Covers(string? release) => true;

    public void Find(string name, string? release, List<AdvisoryClaim> found) =>
        found.AddRange(_claims.Where(claim => claim.Package == name).Select(claim => new AdvisoryClaim(_claims.FindIndex(other => other.Advisory.Id == claim.Advisory.Id), claim.Affected)));

    public void FindMentions(Func<Advisory, bool> isWanted, List<AdvisoryMention> found) => found.AddRange(
        from claim in _claims
        where isWanted(claim.Advisory)
        select new AdvisoryMention("made", claim.Package, _claims.FindIndex(other => other.Advisory.Id == claim.Advisory.Id), claim.Advisory, claim.Affected));

    public Advisory Read(int record) => _claims[record].Advisory;

    public IReadOnlyList<CveRating> RatingsOf(string cve) => Ratings.TryGetValue(cve, out var rating) ? [rating] : AllRatings.GetValueOrDefault(cve, []);

    ExploitedAnswer IAdvisoryContext.Exploited(IEnumerable<string> cves) => Exploited is { } exploited ? new(cves.Any(exploited.Contains), null) : default;

    public ExploitPrediction? PredictionOf(IEnumerable<string> cves) =>
        cves.Where(Predictions.ContainsKey).Select(cve => (ExploitPrediction?)Predictions[cve]).MaxBy(prediction => prediction?.Probability);

    public void Dispose()
    {
        // Nothing to let go of.
    }

    /// <summary>Reads ranges as the starter set writes them.</summary>
    public static ImmutableArray<VersionRange> Ranges(string text) => StarterRow.Parse($"npm\tx\tX-1\t-\t{text}\t-\t2026-01-01\tx").Affected.Ranges;
}
