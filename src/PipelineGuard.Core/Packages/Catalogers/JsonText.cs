using System.Text.Json;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>How JSON from an image is read: token by token, so that memory does not grow with hostile nesting or length.</summary>
internal static class JsonText
{
    // Node and the .NET host both read past a byte order mark; the host also allows comments.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Starts reading.</summary>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> json) => new(json.StartsWith("\uFEFF"u8) ? json[3..] : json, Options);

    /// <summary>Goes to the value of the root, which must be an object.</summary>
    /// <exception cref="JsonException">It is not.</exception>
    public static void EnterObject(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Expected an object.");
    }

    /// <summary>Goes to the value of the next property of the object that the reader is in; false at its end.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static bool NextProperty(ref Utf8JsonReader reader, out string name)
    {
        name = "";
        if (!reader.Read()) throw new JsonException("The text ends in the middle.");
        if (reader.TokenType != JsonTokenType.PropertyName) return false;
        name = Text(ref reader);
        if (!reader.Read()) throw new JsonException("The text ends in the middle.");
        return true;
    }

    /// <summary>The current value when it is a string; null when it is something else, which is skipped.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static string? StringOrSkip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return Text(ref reader);
        reader.Skip();
        return null;
    }

    // The reader answers broken UTF-8 and lone surrogates with InvalidOperationException; for us they are damage like any other.
    private static string Text(ref Utf8JsonReader reader)
    {
        if (Plausibility.IsTooLong(reader.ValueSpan)) return Plausibility.Decode(reader.ValueSpan);
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException broken)
        {
            throw new JsonException("The text is not Unicode.", broken);
        }
    }
}
