using System.Collections.Immutable;
using System.Text.Json;

namespace PipelineGuard.Vex.Reading;

/// <summary>A JSON value (RFC 8259) that knows where it stands, so that a mistake can be shown.</summary>
/// <param name="Kind">What it is; a key counts from the value behind it.</param>
/// <param name="Offset">Where it starts, in bytes.</param>
/// <param name="Text">The text of a string or a number; null for all others.</param>
internal sealed record PlacedJson(JsonValueKind Kind, int Offset, string? Text)
{
    // Depth is for recursion and count for memory: a node takes some fifty times its two bytes.
    private const int MaxDepth = 96;
    private const int MaxNodes = 2_000_000;

    private ImmutableArray<(string? Name, PlacedJson Value)> Children { get; init; } = [];

    /// <summary>The items of an array; empty for anything else.</summary>
    public IEnumerable<PlacedJson> Items => Kind == JsonValueKind.Array ? Children.Select(child => child.Value) : [];

    /// <summary>The value of a key, the last when it stands there twice; null when there is none, or this is no object.</summary>
    public PlacedJson? this[string name]
    {
        get
        {
            for (int i = Children.Length - 1; i >= 0; i--)
            {
                if (Children[i].Name == name) return Children[i].Value;
            }
            return null;
        }
    }

    /// <summary>Reads one document.</summary>
    /// <exception cref="JsonException">It is not JSON, nested too deeply, or too large.</exception>
    public static PlacedJson Read(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        int left = MaxNodes;
        json.Read();
        var root = Value(ref json, ref left);
        json.Read(); // Throws when something follows.
        return root;
    }

    private static PlacedJson Value(ref Utf8JsonReader json, ref int left)
    {
        if (--left < 0) throw new JsonException($"It holds more than {MaxNodes} values.");
        int offset = (int)json.TokenStartIndex;
        return json.TokenType switch
        {
            JsonTokenType.StartObject => new(JsonValueKind.Object, offset, null) { Children = Members(ref json, ref left) },
            JsonTokenType.StartArray => new(JsonValueKind.Array, offset, null) { Children = Elements(ref json, ref left) },
            JsonTokenType.String => new(JsonValueKind.String, offset, json.GetString()),
            JsonTokenType.Number => new(JsonValueKind.Number, offset, System.Text.Encoding.ASCII.GetString(json.ValueSpan)),
            JsonTokenType.True => new(JsonValueKind.True, offset, null),
            JsonTokenType.False => new(JsonValueKind.False, offset, null),
            _ => new(JsonValueKind.Null, offset, null),
        };
    }

    private static ImmutableArray<(string?, PlacedJson)> Members(ref Utf8JsonReader json, ref int left)
    {
        var members = ImmutableArray.CreateBuilder<(string?, PlacedJson)>();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            members.Add((name, Value(ref json, ref left)));
        }
        return members.DrainToImmutable();
    }

    private static ImmutableArray<(string?, PlacedJson)> Elements(ref Utf8JsonReader json, ref int left)
    {
        var elements = ImmutableArray.CreateBuilder<(string?, PlacedJson)>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) elements.Add((null, Value(ref json, ref left)));
        return elements.DrainToImmutable();
    }
}
