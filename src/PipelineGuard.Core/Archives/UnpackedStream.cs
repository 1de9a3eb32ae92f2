using System.Buffers;
using PipelineGuard.IO;

namespace PipelineGuard.Archives;

/// <summary>Content that comes out of an archive: forward only, counted against the budget, and held against the size that the archive claims.</summary>
internal sealed class UnpackedStream : ForwardStream
{
    private readonly Stream _content;
    private readonly UnpackingBudget _budget;
    private readonly long? _size;
    private readonly int _price;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
    private int _start;
    private int _end;
    private long _read;
    private bool _isDisposed;

    /// <param name="content">The content, uncompressed; disposed with this.</param>
    /// <param name="budget">Pays for each byte.</param>
    /// <param name="size">The bytes that it should have; null when nobody says.</param>
    /// <param name="price">What one byte costs: <see cref="Unpacker.PriceOf"/>.</param>
    public UnpackedStream(Stream content, UnpackingBudget budget, long? size, int price = 1) => (_content, _budget, _size, _price) = (content, budget, size, price);

    /// <summary>True when it ended, and has another size than it should.</summary>
    public bool IsWrong { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="UnpackingException">It is too much.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_start == _end) Fill();
        int count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _content.Dispose();
            ArrayPool<byte>.Shared.Return(_buffer);
        }
        base.Dispose(disposing);
    }

    // What is there is given up to the claimed size, so that a lie hides no secret.
    private void Fill()
    {
        int read = _content.Read(_buffer);
        _budget.Take(read, _price);
        long given = _read;
        _read += read;
        (_start, _end) = (0, (int)Math.Clamp((_size ?? long.MaxValue) - given, 0, read));
        if (_end == 0 && _size is { } size) IsWrong = _read != size;
    }
}
