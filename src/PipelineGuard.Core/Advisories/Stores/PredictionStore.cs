using System.Buffers.Binary;

namespace PipelineGuard.Advisories.Stores;

/// <summary>
/// The EPSS scores of all CVEs on one day. The whole file is one sorted table of fixed rows, so that a look-up is a binary search and
/// 300,000 scores take 3.6 MB.
/// </summary>
internal sealed class PredictionStore : IDisposable
{
    /// <summary>Bytes of a row: the CVE, the probability, the percentile.</summary>
    public const int RowLength = 12;

    /// <summary>Probability and percentile stand in units of a thousand-millionth: the source writes at most nine decimals.</summary>
    public const double Unit = 1e-9;

    private readonly StoreFile _file;

    private PredictionStore(StoreFile file) => _file = file;

    /// <summary>How many CVEs have a score.</summary>
    public int Count => _file.Header.Records;

    /// <summary>The day of the scores.</summary>
    public DateOnly Date => DateOnly.FromDateTime(_file.Header.Newest.UtcDateTime);

    /// <summary>The version of the model that made them; empty when the source does not say.</summary>
    public string Model => _file.Meta.Releases is [var model, ..] ? model : "";

    /// <summary>Where the data came from.</summary>
    public StoreMeta Meta => _file.Meta;

    /// <summary>The file in a folder of stores.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "exploit-prediction" + StoreNames.Extension(StoreKind.Predictions));

    /// <summary>Opens and verifies the scores; null when there are none.</summary>
    /// <exception cref="Findings.GuardException">The file is damaged (PG4003).</exception>
    public static PredictionStore? Open(string folder)
    {
        var path = PathIn(folder);
        if (!File.Exists(path)) return null;
        var file = StoreFile.Open(path, StoreKind.Predictions);
        if (file.Rows.Length == (long)file.Header.Records * RowLength) return new(file);
        file.Dispose();
        throw file.Damaged(new("Its table is cut short."));
    }

    /// <summary>The score of a CVE; null when it has none.</summary>
    public ExploitPrediction? Find(string cve)
    {
        if (!CveNumber.TryPack(cve, out uint wanted)) return null;
        var rows = _file.Rows;
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            int middle = (int)(((uint)low + (uint)high) >> 1);
            var row = rows.Slice(middle * RowLength, RowLength);
            uint number = BinaryPrimitives.ReadUInt32LittleEndian(row);
            if (number == wanted) return new(Share(row[4..]), Share(row[8..]), Date);
            if (number < wanted) low = middle + 1;
            else high = middle - 1;
        }
        return null;
    }

    /// <summary>Writes the scores into a folder.</summary>
    /// <param name="folder">The folder of the stores.</param>
    /// <param name="scores">The table; of two rows about one CVE the last counts.</param>
    /// <param name="stamp">Where it came from; null for a file of this machine.</param>
    public static void Write(string folder, PredictionTable scores, Feeds.FeedStamp? stamp)
    {
        var writer = new StoreWriter();
        Span<byte> row = stackalloc byte[RowLength];
        foreach (var (number, (probability, percentile)) in scores.Rows)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(row, number);
            BinaryPrimitives.WriteUInt32LittleEndian(row[4..], probability);
            BinaryPrimitives.WriteUInt32LittleEndian(row[8..], percentile);
            writer.Records.WriteBytes(row);
        }
        var date = new DateTimeOffset(scores.Date, default, TimeSpan.Zero);
        var meta = new StoreMeta("", stamp?.Source ?? "", stamp?.ETag ?? "", stamp?.LastModified ?? "") { Releases = [scores.Model] };
        writer.Write(PathIn(folder), meta, new()
        {
            Kind = StoreKind.Predictions,
            Keys = 0,
            Records = scores.Rows.Count,
            Newest = date,
            AsOf = date,
            Sections = [],
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static double Share(ReadOnlySpan<byte> bytes) => Math.Round(BinaryPrimitives.ReadUInt32LittleEndian(bytes) * Unit, 9);
}

/// <summary>The scores of one day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Model">The version of the model; empty when unknown.</param>
/// <param name="Rows">Probability and percentile in <see cref="PredictionStore.Unit"/>, by <see cref="CveNumber"/>.</param>
internal sealed record PredictionTable(DateOnly Date, string Model, SortedDictionary<uint, (uint Probability, uint Percentile)> Rows);
