using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.Secrets.Searching;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds JSON Web Tokens (RFC 7519) with a signature: three parts in base 64, of which the first is JSON that names an algorithm.</summary>
internal sealed class WebTokenMatcher : SecretMatcher
{
    private const int Longest = 2_048;
    private const int ShortestSignature = 20;

    private static readonly SearchValues<byte> Alphabet = CharacterClasses.Bytes("0-9A-Za-z_-");

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; } = [new("eyJ")];

    /// <inheritdoc/>
    public override int MaxLength => Longest;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes { get; } = ["{jwt:HS256}", "Authorization: Bearer {jwt:RS256}"];

    /// <inheritdoc/>
    public override ImmutableArray<string> Harmless { get; } = ["{jwt:none}", "eyJ.eyJ.abc"];

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        secret = default;
        var text = place.Text[place.Start..Math.Min(place.Text.Length, place.Start + Longest)];
        int header = Part(text), payload = header + 1 < text.Length && text[header] == '.' ? Part(text[(header + 1)..]) : 0;
        int dot = header + 1 + payload;
        if (header < 10 || payload < 10 || dot >= text.Length || text[dot] != '.' || TokenEdges.IsInsideWord(place.Text, place.Start)) return false;
        int signature = Part(text[(dot + 1)..]);
        secret = new(place.Start, dot + 1 + signature);
        return signature >= ShortestSignature && HasAlgorithm(text[..header]) && IsObject(text.Slice(header + 1, payload));
    }

    private static int Part(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(Alphabet) is var end and >= 0 ? end : text.Length;

    private static bool HasAlgorithm(ReadOnlySpan<byte> part) => Decoded(part) is { } json && Parse(json, "alg") is { Length: > 0 } and not "none";

    private static bool IsObject(ReadOnlySpan<byte> part) => Decoded(part) is { } json && Parse(json, "") is not null;

    private static byte[]? Decoded(ReadOnlySpan<byte> part)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        return Base64Url.DecodeFromUtf8(part, bytes, out _, out int written) == OperationStatus.Done ? bytes[..written] : null;
    }

    // The text of a member; empty when the object has none of that name; null when it is no object.
    private static string? Parse(byte[] json, string member)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            return document.RootElement.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : "";
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
