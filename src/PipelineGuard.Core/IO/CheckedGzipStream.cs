using System.IO.Compression;

namespace PipelineGuard.IO;

/// <summary>
/// Uncompresses gzip and notices when it is cut short, which the framework's <see cref="GZipStream"/> does not: it ends in silence,
/// and half a layer would pass for a whole one. So one more gzip member with known content is put behind the data. Its content comes
/// out only if the data before it ended where a member ends; it is kept back from the reader. Bytes behind the data that are not gzip
/// keep it from coming out too: container engines refuse such layers as well.
/// </summary>
internal sealed class CheckedGzipStream : ForwardStream
{
    /// <summary>Bytes at the end of a buffer given to <see cref="Read(Span{byte})"/> that stay unused.</summary>
    public const int Reserve = 16;

    private static readonly byte[] Mark = "PipelineGuardEnd"u8.ToArray();

    // One stored block (RFC 1951 §3.2.4) in one member (RFC 1952 §2.3) with the CRC-32 and size of the mark.
    private static readonly byte[] MarkMember =
    [
        0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff,
        1, Reserve, 0, 0xff ^ Reserve, 0xff, .. Mark,
        0x96, 0xe5, 0x00, 0x98, Reserve, 0, 0, 0,
    ];

    private readonly GZipStream _gzip;
    private readonly byte[] _held = new byte[Reserve];
    private int _heldLength;

    /// <param name="source">The compressed bytes; stays open.</param>
    public CheckedGzipStream(Stream source) => _gzip = new(new WithMark(source), CompressionMode.Decompress);

    /// <summary>The next bytes; the buffer must be larger than <see cref="Reserve"/>.</summary>
    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    /// <exception cref="EndOfStreamException">The data is cut short.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            _held.AsSpan(0, _heldLength).CopyTo(buffer);
            int read = Inflate(buffer[_heldLength..]);
            if (read == 0) return IsComplete() ? 0 : throw new EndOfStreamException("The gzip data is cut short, or followed by something else.");
            int total = _heldLength + read;
            _heldLength = Math.Min(Reserve, total);
            buffer[(total - _heldLength)..total].CopyTo(_held);
            if (total > _heldLength) return total - _heldLength;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _gzip.Dispose();
        base.Dispose(disposing);
    }

    private bool IsComplete() => _held.AsSpan(0, _heldLength).SequenceEqual(Mark);

    // The framework's text speaks of a compression method that is not supported, whatever is wrong.
    private int Inflate(Span<byte> buffer)
    {
        try
        {
            return _gzip.Read(buffer);
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException("The gzip data is damaged.", damage);
        }
    }

    /// <summary>A stream with the mark's member behind it.</summary>
    private sealed class WithMark(Stream inner) : ForwardStream
    {
        private int _given = -1;

        public override int Read(Span<byte> buffer)
        {
            if (_given < 0 && inner.Read(buffer) is var read and > 0) return read;
            _given = Math.Max(_given, 0);
            int count = Math.Min(buffer.Length, MarkMember.Length - _given);
            MarkMember.AsSpan(_given, count).CopyTo(buffer);
            _given += count;
            return count;
        }
    }
}
