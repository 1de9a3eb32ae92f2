namespace PipelineGuard.Advisories.Stores;

/// <summary>The advisories of one ecosystem, from its store file.</summary>
internal sealed class AdvisoryStore : IAdvisorySource
{
    private readonly StoreFile _file;

    private AdvisoryStore(StoreFile file) => _file = file;

    /// <inheritdoc/>
    public AdvisoryDataInfo Info => new(_file.Meta.Ecosystem, _file.Header.Records, _file.Header.Newest, IsStarter: false) { AsOf = _file.Header.AsOf };

    /// <summary>Where the data came from.</summary>
    public StoreMeta Meta => _file.Meta;

    /// <summary>The file of an ecosystem in a folder of stores.</summary>
    public static string PathOf(string folder, string ecosystem) =>
        Path.Combine(folder, Ecosystem.ToFileName(ecosystem) + StoreNames.Extension(StoreKind.Advisories));

    /// <summary>Opens and verifies the store of an ecosystem; null when there is none.</summary>
    /// <exception cref="Findings.GuardException">It is damaged (PG4003).</exception>
    public static AdvisoryStore? Open(string folder, string ecosystem)
    {
        var path = PathOf(folder, ecosystem);
        if (!File.Exists(path)) return null;
        var file = StoreFile.Open(path, StoreKind.Advisories);
        if (file.Meta.Ecosystem == ecosystem) return new(file);
        file.Dispose();
        throw file.Damaged(new($"It holds the advisories of '{file.Meta.Ecosystem}'."));
    }

    /// <inheritdoc/>
    public bool Covers(string? release) => release is null || _file.Meta.Releases.IsEmpty || _file.Meta.Releases.Any(stated => Ecosystem.IncludesRelease(_file.Meta.Ecosystem, release, stated));

    /// <inheritdoc/>
    public void Find(string name, string? release, List<AdvisoryClaim> found)
    {
        if (name == AdvisoryRecord.WithdrawnKey) return;
        try
        {
            if (!_file.TryGet(Ecosystem.NormalizePackage(_file.Meta.Ecosystem, name), out var claims)) return;
            while (!claims.IsAtEnd)
            {
                if (AdvisoryRecord.ReadClaim(claims.ReadPart(claims.ReadInt32()), stated => Ecosystem.IncludesRelease(_file.Meta.Ecosystem, release, stated)) is { } claim) found.Add(claim);
            }
        }
        catch (InvalidDataException e)
        {
            throw _file.Damaged(e);
        }
    }

    /// <inheritdoc/>
    public void FindMentions(Func<Advisory, bool> isWanted, List<AdvisoryMention> found)
    {
        try
        {
            var wanted = new Dictionary<int, Advisory?>();
            for (int row = 0; row < _file.Header.Keys; row++)
            {
                var package = _file.KeyAt(row, out var block);
                if (package == AdvisoryRecord.WithdrawnKey) AddWithdrawn(block, Wanted, found);
                else AddMentions(package, block, Wanted, found);
            }

            // An advisory names many packages: read it once.
            Advisory? Wanted(int record)
            {
                if (wanted.TryGetValue(record, out var known)) return known;
                var advisory = AdvisoryRecord.Read(_file.Record(record));
                return wanted[record] = isWanted(advisory) ? advisory : null;
            }
        }
        catch (InvalidDataException e)
        {
            throw _file.Damaged(e);
        }
    }

    /// <inheritdoc/>
    public Advisory Read(int record)
    {
        try
        {
            return AdvisoryRecord.Read(_file.Record(record));
        }
        catch (InvalidDataException e)
        {
            throw _file.Damaged(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void AddMentions(string package, StoreReader block, Func<int, Advisory?> wanted, List<AdvisoryMention> found)
    {
        while (!block.IsAtEnd)
        {
            var part = block.ReadPart(block.ReadInt32());
            var start = part;
            int record = start.ReadInt32();
            if (wanted(record) is { } advisory) found.Add(new(_file.Meta.Ecosystem, package, record, advisory, AdvisoryRecord.ReadClaim(part, _ => true)!.Value.Affected));
        }
    }

    private void AddWithdrawn(StoreReader block, Func<int, Advisory?> wanted, List<AdvisoryMention> found)
    {
        while (!block.IsAtEnd)
        {
            var (record, package, day) = AdvisoryRecord.ReadWithdrawn(ref block);
            if (wanted(record) is { } advisory) found.Add(new(_file.Meta.Ecosystem, package, record, advisory, new()) { Withdrawn = day });
        }
    }
}
