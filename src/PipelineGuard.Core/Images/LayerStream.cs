using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>The uncompressed bytes of one layer, within the limits, with the digest of the stored ones.</summary>
internal sealed class LayerStream : IDisposable
{
    private readonly MeteredStream _stored;
    private readonly BoundedInflater _inflater;

    /// <param name="layer">A layer with a blob.</param>
    /// <param name="hashed">Whether the stored bytes are hashed.</param>
    /// <param name="limits">Bounds the uncompressed bytes.</param>
    /// <param name="onRead">Told how many stored bytes were read; null when nobody listens.</param>
    /// <param name="cancellation">Ends the next read.</param>
    /// <exception cref="IOException">The blob cannot be opened, or is compressed in a way that is not supported.</exception>
    public LayerStream(Layer layer, bool hashed, ReadLimits limits, Action<int>? onRead, CancellationToken cancellation)
    {
        _stored = new(layer.Blob!.Open(), hashed, onRead, cancellation);
        _inflater = new(_stored, layer.Compression ?? Recognize(), limits, limits.LayerBytes, nameof(ReadLimits.LayerBytes));
    }

    /// <summary>How many bytes are handed from the inflater to the reader at once: few hand-overs, and both ends stay in a core's cache.</summary>
    public const int BlockSize = (256 << 10) + BoundedInflater.Reserve;

    /// <summary>Uncompressed bytes so far.</summary>
    public long Bytes => _inflater.Bytes;

    /// <summary>The next uncompressed bytes; see <see cref="BlockFill"/>.</summary>
    public int Fill(Span<byte> buffer) => _inflater.Fill(buffer);

    /// <summary>Reads the rest of the stored bytes; gives the digest of all of them, null when they are not hashed.</summary>
    public Digest? Finish() => _stored.Finish();

    private Compression Recognize()
    {
        try
        {
            return Decompressor.Recognize(_stored.Peek(), out var compression, out var unsupported) ? compression : throw new IOException(Decompressor.NotSupported(unsupported));
        }
        catch
        {
            _stored.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _inflater.Dispose();
        _stored.Dispose();
    }
}
