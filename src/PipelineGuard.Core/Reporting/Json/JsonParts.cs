using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace PipelineGuard.Reporting.Json;

/// <summary>The few shapes that the report is made of.</summary>
internal static class JsonParts
{
    /// <summary>An array of objects; <paramref name="handOn"/> runs after each.</summary>
    public static void WriteArray<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write, Action? handOn = null)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
            handOn?.Invoke();
        }
        json.WriteEndArray();
    }

    /// <summary>An array of strings.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    public static void WriteIfKnown(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    public static void WriteIfKnown(this Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } known) json.WriteNumber(name, known);
    }

    public static void WriteIfKnown(this Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } known) json.WriteNumber(name, known);
    }

    public static void WriteIfKnown(this Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known) json.WriteBoolean(name, known);
    }

    /// <summary>RFC 3339 in UTC, to the second.</summary>
    public static void WriteIfKnown(this Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known) json.WriteString(name, known.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }
}
