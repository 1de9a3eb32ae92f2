using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources;

/// <summary>Reads members of JSON objects; a member of another type than expected counts as absent.</summary>
internal static class JsonValues
{
    /// <summary>An object; null when absent.</summary>
    public static JsonElement? Object(this JsonElement element, string name) => element.Member(name, JsonValueKind.Object);

    /// <summary>A text; null when absent.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name, JsonValueKind.String)?.Text();

    /// <summary>The text that an element is; null when it is none, or half a character (RFC 8259 §8.2).</summary>
    public static string? Text(this JsonElement element) => element.ValueKind == JsonValueKind.String ? WholeCharacters(element.GetString) : null;

    /// <summary>The name of a member; null when it is half a character.</summary>
    public static string? Name(this JsonProperty member) => WholeCharacters(() => member.Name);

    /// <summary>True when it is there and true.</summary>
    public static bool IsTrue(this JsonElement element, string name) => element.Member(name, JsonValueKind.True) is not null;

    /// <summary>A whole number; null when absent.</summary>
    public static long? Number(this JsonElement element, string name) =>
        element.Member(name, JsonValueKind.Number) is { } number && number.TryGetInt64(out long value) ? value : null;

    /// <summary>A date and time (RFC 3339); null when absent.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name) =>
        DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>A digest that we can verify; null when absent.</summary>
    public static Digest? Digest(this JsonElement element, string name) => IO.Digest.TryParse(element.Text(name), out var digest) ? digest : null;

    /// <summary>The items of an array; none when absent.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name, JsonValueKind.Array)?.EnumerateArray() ?? Enumerable.Empty<JsonElement>();

    /// <summary>The texts of an array; none when absent.</summary>
    public static ImmutableArray<string> Texts(this JsonElement element, string name) =>
        [.. element.Items(name).Select(item => item.Text()).OfType<string>()];

    /// <summary>Names of an object's members in order; none when absent.</summary>
    public static ImmutableArray<string> Names(this JsonElement element, string name) =>
        [.. element.Object(name)?.EnumerateObject().Select(Name).OfType<string>().Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()];

    // The one exception that the framework has for it says no more.
    private static string? WholeCharacters(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Member(this JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;
}
