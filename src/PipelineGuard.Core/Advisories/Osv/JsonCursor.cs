using System.Text.Json;

namespace PipelineGuard.Advisories.Osv;

/// <summary>
/// Steps over JSON of an expected shape. A value of another kind is skipped and counts as absent, as OSV allows anything in
/// its <c>*_specific</c> fields. Each method that reads a value starts on the token before it and ends on its last token.
/// </summary>
internal static class JsonCursor
{
    /// <summary>Enters the next value if it is an object.</summary>
    public static bool EnterObject(ref Utf8JsonReader json) => Enter(ref json, JsonTokenType.StartObject);

    /// <summary>Enters the next value if it is an array.</summary>
    public static bool EnterArray(ref Utf8JsonReader json) => Enter(ref json, JsonTokenType.StartArray);

    /// <summary>Goes to the next property of the object; false at its end.</summary>
    public static bool NextProperty(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>True while the array has another item, which the next call reads.</summary>
    public static bool HasItem(ref Utf8JsonReader json)
    {
        var ahead = json; // The reader is a value: looking ahead on a copy leaves the original before the item.
        if (ahead.Read() && ahead.TokenType != JsonTokenType.EndArray) return true;
        json = ahead;
        return false;
    }

    /// <summary>Reads a string; null when it is empty or something else.</summary>
    public static string? Text(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) return json.GetString() is { Length: > 0 } text ? text : null;
        json.Skip();
        return null;
    }

    /// <summary>Reads an array of strings and adds them.</summary>
    public static void Texts(ref Utf8JsonReader json, ICollection<string> target)
    {
        if (!EnterArray(ref json)) return;
        while (HasItem(ref json))
        {
            if (Text(ref json) is { } text) target.Add(text);
        }
    }

    /// <summary>Reads a date (RFC 3339), cut to the second; null when it is none.</summary>
    public static DateTimeOffset? Date(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String && json.TryGetDateTimeOffset(out var date))
            return DateTimeOffset.FromUnixTimeSeconds(date.ToUnixTimeSeconds());
        json.Skip();
        return null;
    }

    /// <summary>Passes over the next value, whatever it is.</summary>
    public static void Skip(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    private static bool Enter(ref Utf8JsonReader json, JsonTokenType kind)
    {
        json.Read();
        if (json.TokenType == kind) return true;
        json.Skip();
        return false;
    }
}
