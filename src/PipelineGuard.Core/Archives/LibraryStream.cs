using PipelineGuard.IO;

namespace PipelineGuard.Archives;

/// <summary>What a library unpacks, with all that it throws on damaged input as one kind of exception.</summary>
internal sealed class LibraryStream : ForwardStream
{
    private readonly Stream _content;

    private LibraryStream(Stream content) => _content = content;

    /// <summary>Opens it.</summary>
    /// <param name="open">Asks the library for it.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static LibraryStream Of(Func<Stream> open) => new(Guarded(open));

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        // The library offers arrays only.
        var block = System.Buffers.ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length, 32 << 10));
        try
        {
            int wanted = Math.Min(buffer.Length, block.Length);
            int read = Guarded(() => _content.Read(block, 0, wanted));
            block.AsSpan(0, read).CopyTo(buffer);
            return read;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(block);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _content.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Calls a library.</summary>
    /// <exception cref="InvalidDataException">The input is damaged.</exception>
    public static T Guarded<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception broken) when (broken is not (UnpackingException or LimitException or InvalidDataException or OperationCanceledException or OutOfMemoryException))
        {
            // Index errors, endless sums: whatever the library stumbles over stands in the file. What its own words quote is not ours to repeat.
            throw new InvalidDataException("It cannot be unpacked: its compressed data is damaged.", broken);
        }
    }
}

/// <summary>A stream that knows how far it was read: libraries align by that. Small reads are served from a block.</summary>
internal sealed class CountedStream(Stream inner) : ForwardStream
{
    private readonly byte[] _block = new byte[16 << 10];
    private int _start;
    private int _end;
    private long _position;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_start == _end) (_start, _end) = (0, inner.Read(_block));
        int count = Math.Min(buffer.Length, _end - _start);
        _block.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    /// <summary>The next bytes without consuming them, as far as they are at hand: at least one unless the stream has ended.</summary>
    public ReadOnlySpan<byte> Peek(int wanted)
    {
        if (_end - _start < wanted)
        {
            _block.AsSpan(_start, _end - _start).CopyTo(_block);
            (_start, _end) = (0, _end - _start);
            _end += inner.ReadAtLeast(_block.AsSpan(_end), wanted - _end, throwOnEndOfStream: false);
        }
        return _block.AsSpan(_start, Math.Min(wanted, _end - _start));
    }
}
