using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace PipelineGuard.Reporting.Json.Reading;

/// <summary>The few shapes that a report is made of, read. What is missing or of another kind throws <see cref="FormatException"/>.</summary>
internal static class JsonParts
{
    public static string Text(this JsonElement json, string name) =>
        json.TextIfThere(name) ?? throw new FormatException($"'{name}' is missing.");

    public static string? TextIfThere(this JsonElement json, string name) =>
        json.Part(name, JsonValueKind.String) is { } value ? value.GetString() : null;

    public static JsonElement? Object(this JsonElement json, string name) => json.Part(name, JsonValueKind.Object);

    public static int? NumberIfThere(this JsonElement json, string name) =>
        json.Part(name, JsonValueKind.Number) is { } value ? value.TryGetInt32(out int number) ? number : throw new FormatException($"'{name}' is no whole number.") : null;

    public static long Number(this JsonElement json, string name) =>
        json.Part(name, JsonValueKind.Number) is { } value && value.TryGetInt64(out long number) ? number : throw new FormatException($"'{name}' is no whole number.");

    public static double? ShareIfThere(this JsonElement json, string name) => json.Part(name, JsonValueKind.Number)?.GetDouble();

    public static bool? FlagIfThere(this JsonElement json, string name) =>
        json.Part(name, JsonValueKind.True, JsonValueKind.False)?.GetBoolean();

    public static DateTimeOffset? TimeIfThere(this JsonElement json, string name) =>
        json.TextIfThere(name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;

    public static DateOnly? DayIfThere(this JsonElement json, string name) =>
        json.TextIfThere(name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    public static ImmutableArray<string> Texts(this JsonElement json, string name) =>
        json.List(name, item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw new FormatException($"'{name}' holds something that is no text."));

    public static ImmutableArray<T> List<T>(this JsonElement json, string name, Func<JsonElement, T> read) =>
        json.Part(name, JsonValueKind.Array) is { } array ? [.. array.EnumerateArray().Select(read)] : [];

    /// <summary>An enumeration from its word in <see cref="ReportWords"/>.</summary>
    public static T Word<T>(this JsonElement json, string name, Func<T, string?> wordOf)
        where T : struct, Enum =>
        json.WordIfThere(name, wordOf) ?? throw new FormatException($"'{name}' is missing.");

    public static T? WordIfThere<T>(this JsonElement json, string name, Func<T, string?> wordOf)
        where T : struct, Enum
    {
        if (json.TextIfThere(name) is not { } word) return null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (wordOf(value) == word) return value;
        }
        throw new FormatException($"'{word}' is no value of '{name}'.");
    }

    private static JsonElement? Part(this JsonElement json, string name, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException($"There is no object that could hold '{name}'.");
        if (!json.TryGetProperty(name, out var value)) return null;
        return kinds.Contains(value.ValueKind) ? value : throw new FormatException($"'{name}' is of another kind.");
    }
}
