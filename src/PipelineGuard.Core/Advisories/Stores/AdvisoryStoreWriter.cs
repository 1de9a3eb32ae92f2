using PipelineGuard.Advisories.Osv;

namespace PipelineGuard.Advisories.Stores;

/// <summary>Makes the store of one ecosystem from its records, one at a time: what is kept of each is the bytes that will be written.</summary>
/// <param name="ecosystem">The ecosystem without release; what a record says about others is left out.</param>
internal sealed class AdvisoryStoreWriter(string ecosystem)
{
    private const int MostOfWithdrawn = 20;
    private readonly StoreWriter _writer = new();
    private readonly StoreBuffer _claim = new();
    private readonly StoreBuffer _part = new();
    private readonly SortedSet<string> _releases = new(StringComparer.Ordinal);

    /// <summary>Records added, those that turned out to be about other ecosystems not counted.</summary>
    public int Count { get; private set; }

    /// <summary>When the newest of them was modified.</summary>
    public DateTimeOffset Newest { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Adds a record.</summary>
    public void Add(OsvRecord record)
    {
        if (!record.Affected.Any(affected => affected.Ecosystem == ecosystem)) return;
        int offset = _writer.Records.Length;
        AdvisoryRecord.Write(_writer.Records, _writer.Strings, record.Advisory);
        foreach (var affected in record.Affected)
        {
            if (affected.Ecosystem == ecosystem) Add(affected, new(offset, affected.Versions));
        }
        Count++;
        if (record.Advisory.Modified > Newest) Newest = record.Advisory.Modified;
    }

    /// <summary>Adds a record that its source took back: nobody is matched with it, but who asks for its id is told.</summary>
    public void AddWithdrawn(OsvRecord record)
    {
        int offset = _writer.Records.Length;
        var own = record.Affected.Where(affected => affected.Ecosystem == ecosystem).Take(MostOfWithdrawn).ToList();
        if (own.Count == 0) return;
        AdvisoryRecord.Write(_writer.Records, _writer.Strings, record.Advisory);
        foreach (var affected in own)
        {
            _claim.Clear();
            AdvisoryRecord.WriteWithdrawn(_claim, _writer.Strings, new(offset, affected.Package, record.Withdrawn!.Value));
            _writer.Append(AdvisoryRecord.WithdrawnKey, _claim.Span);
        }
    }

    /// <summary>Writes the store into a folder.</summary>
    /// <param name="folder">The folder of the stores.</param>
    /// <param name="meta">Where the data came from; the releases are filled in.</param>
    /// <param name="asOf">See <see cref="AdvisoryDataInfo.AsOf"/>; null for data from files.</param>
    public void Write(string folder, StoreMeta meta, DateTimeOffset? asOf) =>
        _writer.Write(AdvisoryStore.PathOf(folder, ecosystem), meta with { Releases = [.. _releases] }, new()
        {
            Kind = StoreKind.Advisories,
            Keys = 0,
            Records = Count,
            Newest = Newest,
            AsOf = asOf ?? Newest,
            Sections = [],
        });

    private void Add(OsvAffected affected, AdvisoryClaim claim)
    {
        var package = Ecosystem.NormalizePackage(ecosystem, affected.Package);
        if (package == AdvisoryRecord.WithdrawnKey) return; // An attempt to make the store unreadable.
        if (claim.Affected.Release is { } release) _releases.Add(release);
        _claim.Clear();
        AdvisoryRecord.WriteClaim(_claim, _writer.Strings, claim);
        _part.Clear();
        _part.WriteNumber(_claim.Length);
        _part.WriteBytes(_claim.Span);
        _writer.Append(package, _part.Span);
    }
}
