using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace PipelineGuard.Lifecycle;

/// <summary>
/// How long makers support their products: distributions and language runtimes, under the names of endoflife.date (<c>debian</c>,
/// <c>nodejs</c>, <c>dotnet</c>). Of a product with paid support the dates tell how long everybody gets updates.
/// </summary>
internal sealed class SupportDates
{
    private const string Table = "PipelineGuard.Lifecycle.support-dates.tsv";
    private static readonly Lazy<SupportDates> Loaded = new(Load);

    private readonly ImmutableArray<ProductRelease> _releases;
    private readonly FrozenDictionary<(string Product, string Name), ProductRelease> _byName;

    private SupportDates(ImmutableArray<ProductRelease> releases)
    {
        _releases = releases;
        _byName = releases.SelectMany(release => release.Names, (release, name) => (release.Product, name, release))
            .ToFrozenDictionary(row => (row.Product, row.name), row => row.release);
    }

    /// <summary>The table within this assembly, read when it is first asked for.</summary>
    public static SupportDates Embedded => Loaded.Value;

    /// <summary>All releases, those of a product together and the newest first.</summary>
    public IEnumerable<ProductRelease> Releases => _releases;

    /// <summary>The release that one of these names is one of; null when none is known.</summary>
    /// <param name="product">The product.</param>
    /// <param name="names">Its release, such as <c>12</c>, <c>3.19</c> or <c>bookworm</c>; the first that is known counts.</param>
    public ProductRelease? Find(string product, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (_byName.TryGetValue((product, name), out var release)) return release;
        }
        return null;
    }

    /// <summary>The releases that came after one and have support on a day, those that have it for longest first.</summary>
    public IEnumerable<ProductRelease> Successors(ProductRelease release, DateOnly day) =>
        _releases.Where(other => other.Product == release.Product).TakeWhile(other => other != release)
            .Where(other => !other.HasEnded(day))
            .OrderByDescending(other => other.End ?? DateOnly.MaxValue);

    private static SupportDates Load()
    {
        using var table = typeof(SupportDates).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException($"The assembly was built without '{Table}'.");
        using var reader = new StreamReader(table);
        var releases = ImmutableArray.CreateBuilder<ProductRelease>();
        while (reader.ReadLine() is { } line)
        {
            if (line is not ("" or ['#', ..])) releases.Add(Parse(line.Split('\t')));
        }
        return new(releases.ToImmutable());
    }

    private static ProductRelease Parse(string[] fields) => new(fields[0], fields[1])
    {
        End = fields[2] == "-" ? null : DateOnly.ParseExact(fields[2], "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1),
        OtherName = fields.Length > 3 ? fields[3] : null,
    };
}
