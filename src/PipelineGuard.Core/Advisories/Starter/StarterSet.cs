using System.Globalization;

namespace PipelineGuard.Advisories.Starter;

/// <summary>The embedded advisories of one ecosystem: a few well-known ones, so that a first run without a network shows something.</summary>
internal sealed class StarterSet : IAdvisorySource
{
    private readonly string _ecosystem;
    private readonly StarterRow[] _rows;
    private readonly ILookup<string, int> _byPackage;

    private StarterSet(string ecosystem, StarterRow[] rows)
    {
        (_ecosystem, _rows) = (ecosystem, rows);
        _byPackage = Enumerable.Range(0, rows.Length).ToLookup(row => Ecosystem.NormalizePackage(ecosystem, rows[row].Package), StringComparer.Ordinal);
        Info = new(ecosystem, rows.Select(row => row.Advisory.Id).Distinct().Count(), rows.Max(row => row.Advisory.Modified), IsStarter: true);
    }

    /// <inheritdoc/>
    public AdvisoryDataInfo Info { get; }

    /// <summary>The set of an ecosystem; null when it has no row for it.</summary>
    public static StarterSet? Open(string ecosystem)
    {
        var rows = All().Where(row => row.Ecosystem == ecosystem).ToArray();
        return rows.Length == 0 ? null : new(ecosystem, rows);
    }

    /// <summary>The ecosystems that it has rows for, sorted.</summary>
    public static IEnumerable<string> Ecosystems() => All().Select(row => row.Ecosystem).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Reads a table; see the comment at its head for the columns.</summary>
    /// <exception cref="FormatException">A line is wrong: the table is our own.</exception>
    public static IEnumerable<StarterRow> Read(TextReader table)
    {
        while (table.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return StarterRow.Parse(line);
        }
    }

    /// <inheritdoc/>
    public bool Covers(string? release) =>
        release is null || _rows.All(row => row.Affected.Release is null) || _rows.Any(row => row.Affected.Release is { } stated && Ecosystem.IncludesRelease(_ecosystem, release, stated));

    /// <inheritdoc/>
    public void Find(string name, string? release, List<AdvisoryClaim> found)
    {
        foreach (int row in _byPackage[Ecosystem.NormalizePackage(_ecosystem, name)])
        {
            if (_rows[row].Affected.Release is not { } limited || Ecosystem.IncludesRelease(_ecosystem, release, limited)) found.Add(new(row, _rows[row].Affected));
        }
    }

    /// <inheritdoc/>
    public void FindMentions(Func<Advisory, bool> isWanted, List<AdvisoryMention> found)
    {
        for (int row = 0; row < _rows.Length; row++)
        {
            var (_, package, advisory, affected) = _rows[row];
            if (isWanted(advisory)) found.Add(new(_ecosystem, Ecosystem.NormalizePackage(_ecosystem, package), row, advisory, affected));
        }
    }

    /// <inheritdoc/>
    public Advisory Read(int record) => _rows[record].Advisory;

    private static List<StarterRow> All()
    {
        using var table = typeof(StarterSet).Assembly.GetManifestResourceStream("PipelineGuard.Advisories.Starter.starter.tsv")
            ?? throw new InvalidOperationException("The starter set is not in the assembly.");
        using var text = new StreamReader(table);
        return [.. Read(text)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing to let go of: the rows are plain memory.
    }
}

/// <summary>One row of the starter table: one advisory, one package.</summary>
/// <param name="Ecosystem">The ecosystem without release.</param>
/// <param name="Package">The package as its ecosystem spells it.</param>
/// <param name="Advisory">The advisory; its date of change is the day it was published.</param>
/// <param name="Affected">The affected versions.</param>
internal sealed record StarterRow(string Ecosystem, string Package, Advisory Advisory, AffectedVersions Affected)
{
    private const int Columns = 8;

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is wrong.</exception>
    public static StarterRow Parse(string line)
    {
        var columns = line.Split('\t');
        if (columns.Length != Columns) throw new FormatException($"A row of the starter set has {columns.Length} columns: {line}");
        var (ecosystem, release) = Advisories.Ecosystem.Split(columns[0]);
        var published = DateTimeOffset.ParseExact(columns[6], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var advisory = new Advisory(columns[2])
        {
            Aliases = [.. List(columns[3])],
            Ratings = [.. List(columns[5])],
            Published = published,
            Modified = published,
            Summary = columns[7],
        };
        return new(ecosystem, columns[1], advisory, new() { Release = release, Ranges = [.. List(columns[4]).Select(Range)] });
    }

    private static string[] List(string column) => column == "-" ? [] : column.Split(',');

    // "0..4.17.21" ends before, "0..=4.17.20" behind its last version, "2.0.." nowhere.
    private static VersionRange Range(string text)
    {
        if (text.Split("..") is not [{ Length: > 0 } from, var to]) throw new FormatException($"'{text}' is not a range of versions.");
        VersionEvent start = from == "0" ? new(VersionEventKind.IntroducedAtStart, "") : new(VersionEventKind.Introduced, from);
        return to switch
        {
            "" => new([start]),
            ['=', .. var last] => new([start, new(VersionEventKind.LastAffected, last)]),
            _ => new([start, new(VersionEventKind.Fixed, to)]),
        };
    }
}
