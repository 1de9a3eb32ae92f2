namespace PipelineGuard.IO;

/// <summary>Uncompresses a stream and gives up when it grows too much: more bytes than allowed, or out of all proportion (a "bomb").</summary>
internal sealed class BoundedInflater : IDisposable
{
    private readonly MeteredStream _source;
    private readonly Stream _inflated;
    private readonly ReadLimits _limits;
    private readonly long _maxBytes;
    private readonly string _maxBytesName;
    private readonly int _reserve;

    /// <param name="source">What is uncompressed; stays open.</param>
    /// <param name="compression">How it is compressed.</param>
    /// <param name="limits">Gives the expansion allowed.</param>
    /// <param name="maxBytes">Bytes allowed.</param>
    /// <param name="maxBytesName">The <see cref="ReadLimits"/> property that they come from.</param>
    public BoundedInflater(MeteredStream source, Compression compression, ReadLimits limits, long maxBytes, string maxBytesName)
    {
        (_source, _limits, _maxBytes, _maxBytesName) = (source, limits, maxBytes, maxBytesName);
        _inflated = Decompressor.Open(source, compression);
        _reserve = Decompressor.ReserveOf(compression);
    }

    /// <summary>Give buffers that are this much larger than a whole number of tar blocks, and headers will not be cut in two.</summary>
    public const int Reserve = CheckedGzipStream.Reserve;

    /// <summary>Bytes made so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>The next bytes; see <see cref="BlockFill"/>. <see cref="Reserve"/> bytes of the buffer may stay unused.</summary>
    /// <exception cref="LimitException">It grew too much.</exception>
    public int Fill(Span<byte> buffer)
    {
        int read = _inflated.ReadAtLeast(buffer, buffer.Length - _reserve, throwOnEndOfStream: false);
        Bytes += read;
        if (Bytes > _maxBytes) throw new LimitException(_maxBytesName, _maxBytes, "The uncompressed bytes are more than");
        if (Bytes > _limits.ExpansionFloor && Bytes / _limits.ExpansionRatio > _source.Consumed)
        {
            throw new LimitException(nameof(ReadLimits.ExpansionRatio), _limits.ExpansionRatio, "The bytes grow when uncompressed by a factor of more than");
        }
        return read;
    }

    public void Dispose()
    {
        if (_inflated != _source) _inflated.Dispose();
    }
}
