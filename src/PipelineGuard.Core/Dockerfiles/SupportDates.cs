using System.Collections.Frozen;
using System.Globalization;

namespace PipelineGuard.Dockerfiles;

/// <summary>
/// The support dates that come with the product, for what base images hold: distributions and language runtimes. Of a product with paid
/// support the date is the last day on which everybody gets updates.
/// </summary>
internal sealed class SupportDates : ISupportDates
{
    private const string Table = "PipelineGuard.Dockerfiles.support-dates.tsv";
    private static readonly Lazy<SupportDates> Loaded = new(Load);
    private readonly FrozenDictionary<(string Product, string Release), DateOnly> _lastDays;

    private SupportDates(Dictionary<(string, string), DateOnly> lastDays) => _lastDays = lastDays.ToFrozenDictionary();

    /// <summary>The table within this assembly, read when it is first asked for.</summary>
    public static SupportDates Embedded => Loaded.Value;

    /// <summary>The names of all products, such as <c>debian</c>.</summary>
    public IEnumerable<string> Products => _lastDays.Keys.Select(key => key.Product).Distinct().Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    /// <remarks>A release may also be named by its code name: <c>bookworm</c>.</remarks>
    public DateOnly? EndOfSupport(string product, string release) =>
        _lastDays.TryGetValue((product, release), out var lastDay) ? lastDay.AddDays(1) : null;

    private static SupportDates Load()
    {
        using var table = typeof(SupportDates).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException($"The assembly was built without '{Table}'.");
        using var reader = new StreamReader(table);
        var lastDays = new Dictionary<(string, string), DateOnly>();
        while (reader.ReadLine() is { } line)
        {
            if (line is "" or ['#', ..]) continue;
            var fields = line.Split('\t');
            var lastDay = DateOnly.ParseExact(fields[2], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            lastDays.Add((fields[0], fields[1]), lastDay);
            if (fields.Length > 3) lastDays.Add((fields[0], fields[3]), lastDay);
        }
        return new(lastDays);
    }
}
