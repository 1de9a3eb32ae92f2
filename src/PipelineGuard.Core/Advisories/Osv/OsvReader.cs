using System.Text.Json;

namespace PipelineGuard.Advisories.Osv;

/// <summary>Reads a record of the OSV schema (1.7). What the product does not use is passed over.</summary>
internal static class OsvReader
{
    private const int MaxDepth = 64;
    private const int MaxIdLength = 256;
    private const int MaxSummaryLength = 300;
    private const int MaxDetailsLength = 400;

    /// <summary>Reads one record.</summary>
    /// <exception cref="InvalidDataException">It is not a record: what is wrong, in one sentence.</exception>
    public static OsvRecord Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
            return ReadRecord(ref json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // The latter for broken UTF-8 inside a string.
        {
            throw new InvalidDataException($"It is not valid JSON: {PlainText.OneLine(e.Message, 200)}", e);
        }
    }

    private static OsvRecord ReadRecord(ref Utf8JsonReader json)
    {
        var fields = new Fields();
        if (!JsonCursor.EnterObject(ref json)) throw new InvalidDataException("It is not a JSON object.");
        while (JsonCursor.NextProperty(ref json)) ReadField(ref json, fields);
        if (json.Read()) throw new InvalidDataException("There is something behind the record.");
        if (fields.Id is null || !IsId(fields.Id)) throw new InvalidDataException("It has no usable 'id'.");
        if (fields.Modified is null) throw new InvalidDataException("It has no usable 'modified' date.");
        return new(fields.ToAdvisory(), [.. fields.Affected]) { Withdrawn = fields.IsWithdrawn ? fields.Withdrawn ?? fields.Modified : null };
    }

    private static void ReadField(ref Utf8JsonReader json, Fields fields)
    {
        if (json.ValueTextEquals("id"u8)) fields.Id = JsonCursor.Text(ref json);
        else if (json.ValueTextEquals("modified"u8)) fields.Modified = JsonCursor.Date(ref json);
        else if (json.ValueTextEquals("published"u8)) fields.Published = JsonCursor.Date(ref json);
        else if (json.ValueTextEquals("withdrawn"u8)) ReadWithdrawn(ref json, fields);
        else if (json.ValueTextEquals("aliases"u8)) JsonCursor.Texts(ref json, fields.Aliases);
        else if (json.ValueTextEquals("upstream"u8)) JsonCursor.Texts(ref json, fields.Upstream);
        else if (json.ValueTextEquals("related"u8)) JsonCursor.Texts(ref json, fields.Related);
        else if (json.ValueTextEquals("summary"u8)) fields.Summary = PlainText.OneLine(JsonCursor.Text(ref json), MaxSummaryLength);
        else if (json.ValueTextEquals("details"u8)) fields.Details = PlainText.OneLine(PlainText.FirstParagraph(JsonCursor.Text(ref json)), MaxDetailsLength);
        else if (json.ValueTextEquals("severity"u8)) OsvRatings.ReadSeverity(ref json, fields.Ratings);
        else if (json.ValueTextEquals("database_specific"u8)) OsvRatings.ReadSpecific(ref json, fields.Words);
        else if (json.ValueTextEquals("references"u8)) OsvReferences.Read(ref json, fields.References);
        else if (json.ValueTextEquals("affected"u8)) OsvAffectedReader.Read(ref json, fields.Affected);
        else JsonCursor.Skip(ref json);
    }

    // Whatever text stands there, the source took the record back.
    private static void ReadWithdrawn(ref Utf8JsonReader json, Fields fields)
    {
        var ahead = json;
        fields.Withdrawn = JsonCursor.Date(ref ahead);
        fields.IsWithdrawn = JsonCursor.Text(ref json) is not null;
    }

    // Ids become rule ids and stand in every report: no line breaks, no invisible characters.
    private static bool IsId(string text) => text.Length <= MaxIdLength && text.All(c => c is >= ' ' and <= '~');

    // Fields come in any order, so they are collected first.
    private sealed class Fields
    {
        public string? Id, Summary, Details;
        public DateTimeOffset? Modified, Published, Withdrawn;
        public bool IsWithdrawn;

        public List<string> Aliases { get; } = [];
        public List<string> Upstream { get; } = [];
        public List<string> Related { get; } = [];
        public List<string> Ratings { get; } = [];
        public List<string> Words { get; } = [];
        public List<(int Rank, string Url)> References { get; } = [];
        public List<OsvAffected> Affected { get; } = [];

        public Advisory ToAdvisory() => new(Id!)
        {
            Aliases = [.. Aliases.Where(IsId)],
            Upstream = [.. Upstream.Where(IsId)],
            Related = [.. Related.Where(IsId)],
            Summary = Summary,
            Details = Details,
            Published = Published,
            Modified = Modified!.Value,
            Ratings = [.. Ratings, .. Words],
            References = OsvReferences.MostUseful(References),
        };
    }
}
