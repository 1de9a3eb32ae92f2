using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>A layer in a registry. Nothing is downloaded before somebody reads, and nothing is kept: who reads twice downloads twice.</summary>
/// <param name="client">The registry.</param>
/// <param name="digest">The layer.</param>
/// <param name="length">Bytes of it as its manifest states them.</param>
/// <param name="cancellation">Ends each read.</param>
internal sealed class RemoteBlob(RegistryClient client, Digest digest, long length, CancellationToken cancellation) : IBlob
{
    /// <inheritdoc/>
    public long Length => length;

    /// <inheritdoc/>
    public bool IsRemote => true;

    /// <inheritdoc/>
    public Stream Open() => new RemoteStream(client, digest, length, cancellation);
}
