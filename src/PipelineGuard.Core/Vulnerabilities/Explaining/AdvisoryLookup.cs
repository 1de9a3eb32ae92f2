using System.Collections.Immutable;
using PipelineGuard.Advisories;

namespace PipelineGuard.Vulnerabilities.Explaining;

/// <summary>All that the data at hand says under an id.</summary>
/// <param name="Ids">The id asked for, and all that mean the same vulnerability, as far as the data tells; compared without case.</param>
/// <param name="Mentions">What the advisories with one of these ids say, about any package of any ecosystem.</param>
internal sealed record AdvisoryLookup(ImmutableArray<string> Ids, ImmutableArray<AdvisoryMention> Mentions)
{
    // GHSA to CVE, CVE to the distributions' own ids, and a last look that finds nothing new.
    private const int MostRounds = 4;

    // Real vulnerabilities have a dozen; a chain of lying aliases must not pull in the whole database.
    private const int MostIds = 100;

    /// <summary>Looks an id up in all ecosystems, and the ids that turn out to mean the same.</summary>
    /// <param name="library">The data.</param>
    /// <param name="id">Any id of the vulnerability, or that of an erratum: then it is about all that it fixes.</param>
    public static AdvisoryLookup Find(AdvisoryLibrary library, string id)
    {
        var ids = new SortedSet<string>(StringComparer.OrdinalIgnoreCase) { id };
        List<AdvisoryMention> mentions = [];
        for (int round = 0, known = 0; round < MostRounds && known < ids.Count; round++)
        {
            known = ids.Count;
            mentions = library.FindMentions(advisory => AdvisoryIds.AllOf(advisory).Any(ids.Contains));
            ids.UnionWith(mentions.Where(mention => IsAboutOne(mention.Advisory)).SelectMany(mention => AdvisoryIds.AllOf(mention.Advisory)).Take(MostIds - ids.Count));
        }
        return new([.. ids], [.. mentions]);
    }

    /// <summary>The CVEs among the ids.</summary>
    public IEnumerable<string> Cves => Ids.Where(id => id.StartsWith("CVE-", StringComparison.OrdinalIgnoreCase)).Select(id => id.ToUpperInvariant());

    // An erratum that fixes several does not make them the same.
    private static bool IsAboutOne(Advisory advisory) => AdvisoryIds.Fixes(advisory).Count <= 1;
}
