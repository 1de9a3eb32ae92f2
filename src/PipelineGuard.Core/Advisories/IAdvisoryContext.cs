namespace PipelineGuard.Advisories;

/// <summary>What is known about a CVE beyond the ecosystem that is being matched.</summary>
internal interface IAdvisoryContext
{
    /// <summary>The CVSS vectors that any source has for a CVE, best first; empty when none has.</summary>
    IReadOnlyList<CveRating> RatingsOf(string cve);

    /// <summary>Whether CISA lists one of the CVEs as exploited, and since when.</summary>
    ExploitedAnswer Exploited(IEnumerable<string> cves);

    /// <summary>The highest EPSS probability of the CVEs; null when none has one, or the scores are not at hand.</summary>
    ExploitPrediction? PredictionOf(IEnumerable<string> cves);
}
