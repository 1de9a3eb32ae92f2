using System.Collections.Immutable;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>A container image whose layers can be read. Dispose it after the last read: it may hold an archive open.</summary>
public sealed class Image : IDisposable
{
    /// <summary>The target as the user named it.</summary>
    public required string Name { get; init; }

    /// <summary><c>docker-archive</c>, <c>oci-dir</c>, <c>oci-archive</c>, <c>rootfs</c>, <c>registry</c>, <c>docker</c> or <c>podman</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>A stable name without tag, digest, path and extension: <c>shop</c> for <c>/tmp/x/shop.tar</c>.</summary>
    public required string LogicalName { get; init; }

    /// <summary>The name recorded in the image, with its tag; null when there is none.</summary>
    public string? Reference { get; init; }

    /// <summary>Digest of the manifest, or of the config where there is no manifest; null for a root file system.</summary>
    public Digest? Digest { get; init; }

    /// <summary>Digest of what its name stands for: of the index where it holds several platforms; null when that is not known.</summary>
    internal Digest? OfferedDigest { get; init; }

    /// <summary>What it runs on; null when not stated.</summary>
    public Platform? Platform { get; init; }

    /// <summary>How its containers run.</summary>
    public ImageConfig Config { get; init; } = ImageConfig.Empty;

    /// <summary>The layers, bottom first.</summary>
    public ImmutableArray<Layer> Layers { get; init; } = [];

    /// <summary>What stands beside it in its registry and speaks about it; empty for other sources.</summary>
    public ImmutableArray<ImageAttachment> Attachments { get; init; } = [];

    /// <summary>What has to be closed with the image; null when nothing.</summary>
    internal IDisposable? Source { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Source?.Dispose();
}
