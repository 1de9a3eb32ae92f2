using System.Text.Json;

namespace PipelineGuard.Advisories.Osv;

/// <summary>Reads <c>affected[]</c>.</summary>
internal static class OsvAffectedReader
{
    /// <summary>Adds the entries that name a package; the others are about commits of a repository only.</summary>
    public static void Read(ref Utf8JsonReader json, List<OsvAffected> target)
    {
        if (!JsonCursor.EnterArray(ref json)) return;
        while (JsonCursor.HasItem(ref json))
        {
            if (JsonCursor.EnterObject(ref json) && ReadEntry(ref json) is { } entry) target.Add(entry);
        }
    }

    private static OsvAffected? ReadEntry(ref Utf8JsonReader json)
    {
        string? ecosystem = null, name = null;
        List<string> versions = [], ratings = [];
        var ranges = new List<VersionRange>();
        while (JsonCursor.NextProperty(ref json))
        {
            if (json.ValueTextEquals("package"u8)) (ecosystem, name) = ReadPackage(ref json);
            else if (json.ValueTextEquals("ranges"u8)) ReadRanges(ref json, ranges);
            else if (json.ValueTextEquals("versions"u8)) JsonCursor.Texts(ref json, versions);
            else if (json.ValueTextEquals("severity"u8)) OsvRatings.ReadSeverity(ref json, ratings);
            else if (json.ValueTextEquals("ecosystem_specific"u8)) OsvRatings.ReadSpecific(ref json, ratings);
            else JsonCursor.Skip(ref json);
        }
        if (ecosystem is null || name is null) return null;
        var (baseName, release) = Ecosystem.Split(ecosystem);
        return new(baseName, name, new()
        {
            Release = release is { Length: > 0 } ? release : null,
            Ranges = [.. ranges],
            Versions = [.. versions],
            Ratings = [.. ratings],
        });
    }

    private static (string? Ecosystem, string? Name) ReadPackage(ref Utf8JsonReader json)
    {
        string? ecosystem = null, name = null;
        if (!JsonCursor.EnterObject(ref json)) return default;
        while (JsonCursor.NextProperty(ref json))
        {
            if (json.ValueTextEquals("ecosystem"u8)) ecosystem = JsonCursor.Text(ref json);
            else if (json.ValueTextEquals("name"u8)) name = JsonCursor.Text(ref json);
            else JsonCursor.Skip(ref json);
        }
        return (ecosystem, name);
    }

    private static void ReadRanges(ref Utf8JsonReader json, List<VersionRange> ranges)
    {
        if (!JsonCursor.EnterArray(ref json)) return;
        while (JsonCursor.HasItem(ref json))
        {
            if (JsonCursor.EnterObject(ref json) && ReadRange(ref json) is { Events.IsEmpty: false } range) ranges.Add(range);
        }
    }

    private static VersionRange ReadRange(ref Utf8JsonReader json)
    {
        bool isGit = false, isExclusive = false;
        var events = new List<VersionEvent>();
        while (JsonCursor.NextProperty(ref json))
        {
            if (json.ValueTextEquals("type"u8)) isGit = JsonCursor.Text(ref json) == "GIT";
            else if (json.ValueTextEquals("events"u8)) ReadEvents(ref json, events);
            else if (json.ValueTextEquals("database_specific"u8)) isExclusive = ReadExclusive(ref json);
            else JsonCursor.Skip(ref json);
        }
        if (isGit) return new([]);
        return new([.. isExclusive ? events.Select(Exclusive) : events]);
    }

    private static void ReadEvents(ref Utf8JsonReader json, List<VersionEvent> events)
    {
        if (!JsonCursor.EnterArray(ref json)) return;
        while (JsonCursor.HasItem(ref json))
        {
            if (!JsonCursor.EnterObject(ref json)) continue;
            while (JsonCursor.NextProperty(ref json))
            {
                var kind = KindOf(ref json);
                if (JsonCursor.Text(ref json) is { } version && kind is { } known) events.Add(At(known, version));
            }
        }
    }

    private static VersionEventKind? KindOf(ref Utf8JsonReader json) =>
        json.ValueTextEquals("introduced"u8) ? VersionEventKind.Introduced
        : json.ValueTextEquals("fixed"u8) ? VersionEventKind.Fixed
        : json.ValueTextEquals("last_affected"u8) ? VersionEventKind.LastAffected
        : json.ValueTextEquals("limit"u8) ? VersionEventKind.Limit
        : null;

    // "0" is the schema's word for the beginning, not a version: 0.0.0-alpha lies behind it.
    private static VersionEvent At(VersionEventKind kind, string version) =>
        kind == VersionEventKind.Introduced && version == "0" ? new(VersionEventKind.IntroducedAtStart, "") : new(kind, version);

    private static VersionEvent Exclusive(VersionEvent at) => at.Kind == VersionEventKind.Introduced ? at with { Kind = VersionEventKind.IntroducedAfter } : at;

    private static bool ReadExclusive(ref Utf8JsonReader json)
    {
        bool isExclusive = false;
        if (!JsonCursor.EnterObject(ref json)) return false;
        while (JsonCursor.NextProperty(ref json))
        {
            bool isWanted = json.ValueTextEquals("introduced_exclusive"u8);
            JsonCursor.Skip(ref json);
            isExclusive |= isWanted && json.TokenType == JsonTokenType.True;
        }
        return isExclusive;
    }
}
