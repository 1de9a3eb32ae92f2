using System.Text.Json;

namespace PipelineGuard.Sbom.Reading;

/// <summary>Walks JSON whose shape is only hoped for: what is of another kind than expected is skipped.</summary>
internal static class JsonShape
{
    // A component has a dozen or two; a hostile one must not fill our memory.
    private const int MaxProperties = 4_000;

    /// <summary>True when the reader stands at the start of an object; else its value is skipped.</summary>
    public static bool IsObject(ref Utf8JsonReader reader) => Is(JsonTokenType.StartObject, ref reader);

    /// <summary>True when the reader stands at the start of an array; else its value is skipped.</summary>
    public static bool IsArray(ref Utf8JsonReader reader) => Is(JsonTokenType.StartArray, ref reader);

    /// <summary>Goes to the next element of the array that the reader is in; false at its end.</summary>
    /// <exception cref="JsonException">The text is damaged.</exception>
    public static bool NextElement(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType != JsonTokenType.EndArray : throw new JsonException("The text ends in the middle.");

    /// <summary>Sees to it that nothing stands behind the document.</summary>
    /// <exception cref="JsonException">Something does.</exception>
    public static void End(ref Utf8JsonReader reader)
    {
        if (reader.Read()) throw new JsonException("There is something behind the document.");
    }

    /// <summary>Adds to a list that nothing real makes long.</summary>
    public static void AddLimited(List<string?> list, string? text)
    {
        if (text is not null && list.Count < MaxProperties) list.Add(text);
    }

    /// <summary>Keeps a property; of a repeated one the first counts, except where repetition is meant.</summary>
    public static void AddProperty(BomComponent component, string? name, string? value)
    {
        if (name is null || value is null || component.Properties.Count >= MaxProperties) return;
        if (name == "aquasecurity:trivy:DiffID")
        {
            if (component.DiffIds.Count < MaxProperties) component.DiffIds.Add(value);
        }
        else
        {
            component.Properties.TryAdd(name, value);
        }
    }

    private static bool Is(JsonTokenType kind, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == kind) return true;
        reader.Skip();
        return false;
    }
}
