using System.Collections.Immutable;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources;

/// <summary>What the documents of one image say.</summary>
/// <param name="Digest">Digest of the manifest, or of the config where there is no manifest; null when neither is known.</param>
/// <param name="ConfigDigest">Digest of the config.</param>
/// <param name="Platform">What it runs on; null when not stated.</param>
/// <param name="Config">How its containers run.</param>
internal sealed record ImageManifest(Digest? Digest, Digest? ConfigDigest, Platform? Platform, ImageConfig Config)
{
    /// <summary>The layers, bottom first.</summary>
    public required ImmutableArray<Layer> Layers { get; init; }

    /// <summary>Digest of what a name stands for: of the outermost index that holds it; null where there are no manifests.</summary>
    public Digest? Offered { get; init; }

    /// <summary>Its recorded name; null when there is none.</summary>
    public string? Reference { get; init; }
}
