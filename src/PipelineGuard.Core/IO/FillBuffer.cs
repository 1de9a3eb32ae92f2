using System.Buffers;

namespace PipelineGuard.IO;

/// <summary>A buffer that is used again and again; it grows with the bytes that really come, unless its owner trusts a size.</summary>
internal sealed class FillBuffer : IDisposable
{
    // Larger ones go back to the pool as soon as they are done with, so that one big file does not cost its size for the rest of the scan.
    private const int KeptBytes = 1 << 20;

    private byte[] _bytes = [];

    /// <summary>What was appended since the last <see cref="Clear"/>; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Content => _bytes.AsMemory(0, Length);

    /// <summary>Bytes appended.</summary>
    public int Length { get; private set; }

    /// <summary>Forgets the content.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeptBytes) Swap([]);
    }

    /// <summary>Makes room for bytes that are expected, so that it need not grow step by step.</summary>
    public void Reserve(int bytes)
    {
        if (bytes > _bytes.Length) Grow(bytes);
    }

    /// <summary>Adds bytes at the end.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > _bytes.Length) Grow(Length + bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Dispose() => Swap([]);

    private void Grow(int atLeast)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(atLeast, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        Swap(larger);
    }

    private void Swap(byte[] bytes)
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = bytes;
    }
}
