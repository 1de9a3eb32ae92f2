using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.Advisories.Stores;
using PipelineGuard.Findings;
using PipelineGuard.Images.Sources.Registries;
using PipelineGuard.IO;

namespace PipelineGuard.Advisories.Artifacts;

/// <summary>One file of an artifact: a store.</summary>
/// <param name="Name">Its name in the folder of the stores.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Digest">The SHA-256 of its bytes.</param>
/// <param name="Size">Its bytes.</param>
internal sealed record StoreLayer(string Name, StoreKind Kind, Digest Digest, long Size)
{
    /// <summary>The ecosystem; null for what is about all of them.</summary>
    public string? Ecosystem => Kind is StoreKind.Advisories or StoreKind.Severities ? Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(Name)) : null;
}

/// <summary>
/// Prebuilt stores in a registry: an artifact (OCI image spec 1.1, manifest.md §guidelines for artifact usage) with a layer for each file, named by
/// <c>org.opencontainers.image.title</c>, as <c>oras push</c> makes them.
/// </summary>
internal static class StoreArtifact
{
    /// <summary>What the artifact and its layers are.</summary>
    public const string MediaType = "application/vnd.pipelineguard.advisories.v1";

    private const string Scheme = "oci:";
    private const string Title = "org.opencontainers.image.title";
    private const int LargestManifest = 4 << 20;
    private const int MostLayers = 1000;
    private const long LargestStore = int.MaxValue;

    /// <summary>True for a source that names an artifact: <c>oci:HOST/NAME[:TAG][@DIGEST]</c>.</summary>
    public static bool IsOne(string source) => source.StartsWith(Scheme, StringComparison.Ordinal);

    /// <summary>Reads the name of an artifact.</summary>
    /// <exception cref="GuardException">PG4008: it is none.</exception>
    public static RegistryReference Reference(string source) =>
        RegistryReference.TryParse(source[Scheme.Length..], out var reference) ? reference : throw new GuardException(Problems.BadAdvisorySource, source, "It is not the name of an artifact: oci:HOST/NAME[:TAG][@sha256:DIGEST].");

    /// <summary>The layers, after the manifest was compared with the digest that was asked for.</summary>
    /// <exception cref="GuardException">The registry does not give it, or it holds no stores (PG4008).</exception>
    public static async Task<ImmutableArray<StoreLayer>> LayersAsync(RegistryClient client, RegistryReference reference, CancellationToken cancellation)
    {
        using var response = await client.GetManifestAsync(reference.Asked, cancellation).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var bytes = new byte[LargestManifest + 1];
            int length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            return length > LargestManifest ? throw Wrong(reference, "its manifest is larger than 4 MB.") : Layers(bytes.AsMemory(0, length), reference);
        }
    }

    /// <summary>The layers that a manifest names.</summary>
    /// <exception cref="GuardException">It is another manifest than was asked for, or holds no stores (PG4008).</exception>
    internal static ImmutableArray<StoreLayer> Layers(ReadOnlyMemory<byte> manifest, RegistryReference reference)
    {
        var digest = Digest.FromSha256(System.Security.Cryptography.SHA256.HashData(manifest.Span));
        if (reference.Digest is { } asked && asked != digest) throw Wrong(reference, $"the registry gave a manifest with the digest {digest}.");
        try
        {
            using var json = JsonDocument.Parse(manifest);
            var layers = json.RootElement.GetProperty("layers").EnumerateArray().Take(MostLayers).Where(layer => layer.GetProperty("mediaType").ValueEquals(MediaType)).Select(layer => Layer(layer, reference)).ToImmutableArray();
            return layers.IsEmpty ? throw Wrong(reference, "it holds no advisory stores.") : layers;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Wrong(reference, "its manifest is not that of an artifact.", broken);
        }
    }

    private static StoreLayer Layer(JsonElement layer, RegistryReference reference)
    {
        var name = layer.GetProperty("annotations").GetProperty(Title).GetString() ?? "";
        if (KindOf(name) is not { } kind) throw Wrong(reference, "it holds a file whose name no store has.");
        if (!Digest.TryParse(layer.GetProperty("digest").GetString(), out var digest) || !layer.GetProperty("size").TryGetInt64(out long size) || size is < 0 or > LargestStore)
            throw Wrong(reference, $"digest or size of '{name}' cannot be.");
        return new(name, kind, digest, size);
    }

    // A name decides where a file is written: only those that a store of ours has.
    private static StoreKind? KindOf(string name)
    {
        foreach (var kind in Enum.GetValues<StoreKind>())
        {
            if (!name.EndsWith(StoreNames.Extension(kind), StringComparison.Ordinal)) continue;
            var stem = name[..^StoreNames.Extension(kind).Length];
            bool fits = kind switch
            {
                StoreKind.Advisories or StoreKind.Severities => Uri.UnescapeDataString(stem) is var ecosystem && Ecosystem.IsName(ecosystem) && Ecosystem.ToFileName(ecosystem) == stem,
                StoreKind.KnownExploited => name == Path.GetFileName(KnownExploitedStore.PathIn("")),
                StoreKind.Predictions => name == Path.GetFileName(PredictionStore.PathIn("")),
            };
            return fits ? kind : null;
        }
        return null;
    }

    private static GuardException Wrong(RegistryReference reference, string what, Exception? inner = null) => new(Problems.BadAdvisorySource, $"{Scheme}{reference}", $"It cannot be used: {what}", inner);
}
