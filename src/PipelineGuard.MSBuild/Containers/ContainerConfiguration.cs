using System.Collections.Immutable;
using System.Text.Json;

namespace PipelineGuard.MSBuild.Containers;

/// <summary>What an image's configuration says that a push must not change (OCI image spec, "Image Configuration").</summary>
/// <param name="Layers">The digests of the uncompressed layers, bottom first; empty when it does not tell.</param>
/// <param name="BaseDigest">The digest of the base image's manifest; null when it does not tell.</param>
internal sealed record ContainerConfiguration(ImmutableArray<string> Layers, string? BaseDigest)
{
    private const string BaseLabel = "org.opencontainers.image.base.digest";

    /// <summary>Reads what the SDK hands out as JSON; what is no JSON tells nothing.</summary>
    public static ContainerConfiguration Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var layers = Find(document.RootElement, "rootfs", "diff_ids") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(Text) : [];
            return new([.. layers], Find(document.RootElement, "config", "Labels", BaseLabel) is { } label ? Text(label) : null);
        }
        catch (JsonException)
        {
            return new([], null);
        }
    }

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : "";

    private static JsonElement? Find(JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }
        return element;
    }
}
