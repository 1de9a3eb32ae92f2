using PipelineGuard.Advisories;
using PipelineGuard.Advisories.Osv;

namespace PipelineGuard.Vulnerabilities;

/// <summary>A source that holds one record, whose packages all have one name.</summary>
/// <param name="record">The record.</param>
internal sealed class OneRecord(OsvRecord record) : IAdvisorySource
{
    private readonly string _ecosystem = record.Affected[0].Ecosystem;

    /// <summary>All that the record says.</summary>
    public IEnumerable<AdvisoryMention> Mentions => record.Affected.Select(affected => new AdvisoryMention(affected.Ecosystem, affected.Package, 0, record.Advisory, affected.Versions));

    public AdvisoryDataInfo Info => new(_ecosystem, 1, DateTimeOffset.UnixEpoch, IsStarter: false);

    public bool Covers(string? release) => true;

    public void Find(string name, string? release, List<AdvisoryClaim> found) =>
        found.AddRange(record.Affected.Where(affected => affected.Versions.Release is not { } stated || Ecosystem.IncludesRelease(_ecosystem, release, stated)).Select(affected => new AdvisoryClaim(0, affected.Versions)));

    public void FindMentions(Func<Advisory, bool> isWanted, List<AdvisoryMention> found) => found.AddRange(Mentions.Where(mention => isWanted(mention.Advisory)));

    public Advisory Read(int number) => record.Advisory;

    public void Dispose()
    {
        // Nothing to let go of.
    }
}
