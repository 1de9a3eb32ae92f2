using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>One layer of an image: a set of changes to the file system below it.</summary>
public sealed class Layer
{
    /// <summary>Position, counted from 0 at the bottom.</summary>
    public required int Index { get; init; }

    /// <summary>Digest of the layer as stored; null when the image does not state one, as old Docker archives do not.</summary>
    public Digest? Digest { get; init; }

    /// <summary>Digest of the uncompressed layer; null when the config does not state one that we can verify.</summary>
    public Digest? DiffId { get; init; }

    /// <summary>How it is compressed, by its content; null when that shows only when it is read, as of a layer in a registry.</summary>
    public Compression? Compression { get; init; }

    /// <summary>Bytes as stored; for a root file system 0, as that is not known before.</summary>
    public long Size { get; init; }

    /// <summary>The instruction that made it; null when the history does not tell.</summary>
    public HistoryEntry? History { get; init; }

    /// <summary>Why it cannot be read, in one sentence; null when it can be tried.</summary>
    public string? Unreadable { get; init; }

    /// <summary>Where its bytes are; null when there are none to read.</summary>
    internal IBlob? Blob { get; init; }

    /// <summary>The directory on the host that stands in for the layer; null for a layer of bytes.</summary>
    internal string? Folder { get; init; }

    /// <summary>What messages call it.</summary>
    internal string Name => (DiffId ?? Digest) is { } digest ? $"layer {Index} ({digest})" : $"layer {Index}";
}
