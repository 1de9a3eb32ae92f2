using System.Globalization;
using System.Text;
using System.Text.Json;
using PipelineGuard.Findings;

namespace PipelineGuard.Vex.Reading;

/// <summary>A VEX file that is being read: its values, and what to say when one is wrong.</summary>
internal sealed class VexDocument
{
    private const int MaxText = 2_000;
    private readonly string _file;
    private readonly byte[] _utf8;
    private readonly List<int> _lines = [0];

    private VexDocument(byte[] utf8, string file)
    {
        (_utf8, _file) = (utf8, file);
        for (int i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] == '\n') _lines.Add(i + 1);
        }
        Root = Read();
    }

    /// <summary>The whole document.</summary>
    public PlacedJson Root { get; }

    /// <summary>Reads a document.</summary>
    /// <param name="utf8">Its bytes, without a byte order mark.</param>
    /// <param name="file">How to name it.</param>
    /// <exception cref="GuardException">It is not JSON (PG4022).</exception>
    public static VexDocument Parse(byte[] utf8, string file) => new(utf8, file);

    /// <summary>Where a value stands.</summary>
    public Location Place(PlacedJson at)
    {
        int line = _lines.BinarySearch(at.Offset);
        if (line < 0) line = ~line - 1;
        return At(line, Encoding.UTF8.GetCharCount(_utf8.AsSpan(_lines[line], at.Offset - _lines[line])));
    }

    /// <summary>What to throw about a value.</summary>
    public GuardException Wrong(PlacedJson at, string detail) => new(Problems.BadVex, Place(at).ToString(), detail);

    /// <summary>The value of a key that must be there.</summary>
    public PlacedJson Need(PlacedJson parent, string name, JsonValueKind kind)
    {
        if (parent[name] is not { } value) throw Wrong(parent, $"there is no '{name}' here.");
        return value.Kind == kind ? value : throw Wrong(value, $"'{name}' must be {Words(kind)}.");
    }

    /// <summary>The items of a list; none when it is not there. Something else in its place is a mistake: what it says would go unread.</summary>
    public IEnumerable<PlacedJson> List(PlacedJson? parent, string name) =>
        parent?[name] is null or { Kind: JsonValueKind.Null } ? [] : Need(parent, name, JsonValueKind.Array).Items;

    /// <summary>A text; null when it is not there, empty or something else. Made one line, as it is shown to people.</summary>
    public static string? Text(PlacedJson? value) => value is { Kind: JsonValueKind.String, Text: { } text } ? Advisories.Osv.PlainText.OneLine(text, MaxText) : null;

    /// <summary>A date (RFC 3339); null when it is not there.</summary>
    public DateTimeOffset? Date(PlacedJson? value)
    {
        if (value is null || value.Kind == JsonValueKind.Null) return null;
        return DateTimeOffset.TryParse(value.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) && value.Kind == JsonValueKind.String
            ? date
            : throw Wrong(value, "this is no date; expected one such as 2026-01-31T12:00:00Z.");
    }

    /// <summary>One of a few words.</summary>
    public T Word<T>(PlacedJson value, string what, IReadOnlyDictionary<string, T> words) =>
        value.Text is { } text && words.TryGetValue(text, out var meaning)
            ? meaning
            : throw Wrong(value, $"'{Text(value)}' is no {what}; known are {string.Join(", ", words.Keys)}.");

    private PlacedJson Read()
    {
        try
        {
            return PlacedJson.Read(_utf8);
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? At((int)line, (int)(e.BytePositionInLine ?? 0)) : At(0, 0);
            throw new GuardException(Problems.BadVex, place.ToString(), $"it is not valid JSON: {Reason(e)}", e);
        }
        catch (InvalidOperationException e) // Broken UTF-8 or a lone surrogate inside a string.
        {
            throw new GuardException(Problems.BadVex, _file, "a text in it is not valid UTF-8.", e);
        }
    }

    private Location At(int line, int column) => new(LocationKind.Source, _file) { Line = line + 1, Column = column + 1 };

    // .NET adds the place in its own words.
    private static string Reason(JsonException e) =>
        e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal) is > 0 and var end ? e.Message[..end] : e.Message;

    private static string Words(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => "a text",
    };
}
