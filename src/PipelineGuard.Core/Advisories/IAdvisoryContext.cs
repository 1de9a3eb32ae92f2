namespace PipelineGuard.Advisories;

/// <summary>What is known about a CVE beyond the ecosystem that is being matched.</summary>
internal interface IAdvisoryContext
{
    /// <summary>The best CVSS vector that any source has for a CVE; null when none has.</summary>
    CveRating? RatingOf(string cve);

    /// <summary>Whether CISA lists one of the CVEs as exploited; null when the catalogue is not at hand.</summary>
    bool? IsExploited(IEnumerable<string> cves);
}
