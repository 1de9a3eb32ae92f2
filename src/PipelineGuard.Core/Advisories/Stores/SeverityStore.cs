namespace PipelineGuard.Advisories.Stores;

/// <summary>
/// The vectors that the advisories of one ecosystem give, by CVE: most records of distributions have none of their own. One
/// small file for each ecosystem, so that each can be replaced alone.
/// </summary>
internal sealed class SeverityStore : IDisposable
{
    private readonly StoreFile _file;

    private SeverityStore(StoreFile file) => _file = file;

    /// <summary>The file of an ecosystem in a folder of stores.</summary>
    public static string PathOf(string folder, string ecosystem) =>
        Path.Combine(folder, Ecosystem.ToFileName(ecosystem) + StoreNames.Extension(StoreKind.Severities));

    /// <summary>Opens and verifies a file.</summary>
    /// <exception cref="Findings.GuardException">It is damaged (PG4003).</exception>
    public static SeverityStore Open(string path) => new(StoreFile.Open(path, StoreKind.Severities));

    /// <summary>Adds the ratings of a CVE that this ecosystem has.</summary>
    public void Find(string cve, List<CveRating> found)
    {
        try
        {
            if (!_file.TryGet(cve, out var block)) return;
            while (!block.IsAtEnd) found.Add(new(block.ReadString(), block.ReadString()));
        }
        catch (InvalidDataException e)
        {
            throw _file.Damaged(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

/// <summary>Collects the best vectors for each CVE while the records of an ecosystem pass by.</summary>
internal sealed class SeverityStoreWriter
{
    // More would only repeat each other; the best come first.
    private const int MostPerCve = 4;
    private readonly SortedDictionary<string, SortedSet<CveRating>> _ratings = new(StringComparer.Ordinal);
    private DateTimeOffset _newest = DateTimeOffset.UnixEpoch;

    /// <summary>Takes the vectors of an advisory that is about exactly one CVE: only then do they surely mean that one.</summary>
    public void Add(Advisory advisory)
    {
        var cves = advisory.Aliases.Concat(advisory.Upstream).Append(advisory.Id).Where(id => id.StartsWith("CVE-", StringComparison.Ordinal)).Distinct().Take(2).ToArray();
        if (cves is not [var cve]) return;
        foreach (var vector in advisory.Ratings.Where(IsVector))
        {
            if (!_ratings.TryGetValue(cve, out var known)) _ratings[cve] = known = [];
            known.Add(new(vector, advisory.Id));
            if (known.Count > MostPerCve) known.Remove(known.Max);
        }
        if (advisory.Modified > _newest) _newest = advisory.Modified;
    }

    /// <summary>Writes the store of an ecosystem into a folder.</summary>
    public void Write(string folder, string ecosystem)
    {
        var writer = new StoreWriter();
        var part = new StoreBuffer();
        foreach (var (cve, ratings) in _ratings)
        {
            part.Clear();
            foreach (var rating in ratings)
            {
                part.WriteString(writer.Strings, rating.Vector);
                part.WriteString(writer.Strings, rating.Advisory);
            }
            writer.Append(cve, part.Span);
        }
        writer.Write(SeverityStore.PathOf(folder, ecosystem), new(ecosystem, "", "", ""), new()
        {
            Kind = StoreKind.Severities,
            Keys = 0,
            Records = _ratings.Count,
            Newest = _newest,
            AsOf = _newest,
            Sections = [],
        });
    }

    private static bool IsVector(string rating) => rating.StartsWith("CVSS:", StringComparison.Ordinal) || rating.StartsWith("AV:", StringComparison.Ordinal);
}
