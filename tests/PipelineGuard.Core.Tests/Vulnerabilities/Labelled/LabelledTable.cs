namespace PipelineGuard.Vulnerabilities.Labelled;

/// <summary>
/// A row of a table in <c>Tables/</c>: fields between tabs, named by the first line; <c>-</c> is an empty field. Lines that start with
/// <c>#</c> explain.
/// </summary>
internal sealed class LabelledTable
{
    private readonly string[] _columns;
    private readonly string[] _fields;

    private LabelledTable(string[] columns, string text)
    {
        (_columns, _fields, Text) = (columns, text.Split('\t'), text);
        if (_fields.Length != _columns.Length) throw new FormatException($"{_fields.Length} fields, {_columns.Length} columns: {text}");
    }

    /// <summary>The row as it is written.</summary>
    public string Text { get; }

    /// <summary>A field that every row has.</summary>
    public string this[string column] => Find(column) ?? throw new FormatException($"No '{column}': {Text}");

    /// <summary>A field; null when it is empty or the table has no such column.</summary>
    public string? Find(string column) => Array.IndexOf(_columns, column) is var index and >= 0 && _fields[index] is not "-" and var field ? field : null;

    /// <summary>The rows of a table.</summary>
    public static IEnumerable<LabelledTable> Read(string file)
    {
        var lines = File.ReadLines(Path.Combine(Folder, file)).Where(line => line.Length > 0 && line[0] != '#').ToList();
        var columns = lines[0].Split('\t');
        return lines.Skip(1).Select(line => new LabelledTable(columns, line));
    }

    /// <summary>The ecosystems that have tables, sorted.</summary>
    public static IEnumerable<string> Ecosystems =>
        Directory.EnumerateFiles(Folder, "*" + FactsSuffix).Select(file => Path.GetFileName(file)[..^FactsSuffix.Length]).Order(StringComparer.Ordinal);

    /// <summary>How the names of the tables of facts end, behind the ecosystem.</summary>
    public const string FactsSuffix = ".advisories.txt";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Vulnerabilities", "Labelled", "Tables");
}
