using System.Security.Cryptography;

namespace PipelineGuard.IO;

/// <summary>
/// Reads a blob forward in large blocks, whatever the size its reader asks for; counts, hashes and reports what passes and looks
/// for cancellation once a block. The framework's inflater asks for 8 KiB at a time, which would be a system call each.
/// </summary>
internal sealed class MeteredStream : ForwardStream
{
    private readonly Stream _inner;
    private readonly IncrementalHash? _hash;
    private readonly Action<int>? _onRead;
    private readonly CancellationToken _cancellation;
    private readonly byte[] _buffer = new byte[BlockSize];
    private int _start;
    private int _end;

    /// <param name="inner">What is read; disposed with this.</param>
    /// <param name="hashed">Whether <see cref="Finish"/> is to give a digest.</param>
    /// <param name="onRead">Told the number of bytes of each block; null when nobody listens.</param>
    /// <param name="cancellation">Ends the next read with <see cref="OperationCanceledException"/>.</param>
    public MeteredStream(Stream inner, bool hashed, Action<int>? onRead, CancellationToken cancellation)
    {
        (_inner, _onRead, _cancellation) = (inner, onRead, cancellation);
        if (hashed) _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }

    /// <summary>How many bytes are read at once.</summary>
    public const int BlockSize = 128 << 10;

    /// <summary>Bytes handed out so far.</summary>
    public long Consumed { get; private set; }

    public override long Position
    {
        get => Consumed;
        set => throw new NotSupportedException();
    }

    /// <summary>The first bytes, up to four, without consuming them.</summary>
    public ReadOnlySpan<byte> Peek()
    {
        while (_end - _start < 4 && _end < BlockSize && Pull(_buffer.AsSpan(_end)) is var read and > 0) _end += read;
        return _buffer.AsSpan(_start, Math.Min(4, _end - _start));
    }

    public override int Read(Span<byte> buffer)
    {
        int read = _start == _end && buffer.Length >= BlockSize ? Pull(buffer) : ReadBuffered(buffer);
        Consumed += read;
        return read;
    }

    /// <summary>Reads what is left behind the compressed data, and gives the digest of all bytes; null when not hashed.</summary>
    public Digest? Finish()
    {
        if (_hash is null) return null;
        while (Pull(_buffer) > 0)
        {
        }
        return Digest.FromSha256(_hash.GetHashAndReset());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
            _hash?.Dispose();
        }
        base.Dispose(disposing);
    }

    private int ReadBuffered(Span<byte> buffer)
    {
        if (_start == _end) (_start, _end) = (0, Pull(_buffer));
        int count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    private int Pull(Span<byte> target)
    {
        _cancellation.ThrowIfCancellationRequested();
        int read = _inner.Read(target);
        _hash?.AppendData(target[..read]);
        if (read > 0) _onRead?.Invoke(read);
        return read;
    }
}
