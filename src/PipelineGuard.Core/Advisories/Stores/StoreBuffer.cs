using System.Buffers;
using System.Buffers.Binary;

namespace PipelineGuard.Advisories.Stores;

/// <summary>A growing section of a store that is being written: LEB128 numbers and references to strings.</summary>
internal sealed class StoreBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Bytes so far.</summary>
    public int Length => _bytes.WrittenCount;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Span => _bytes.WrittenSpan;

    /// <summary>Starts over, keeping the memory.</summary>
    public void Clear() => _bytes.ResetWrittenCount();

    /// <summary>Seven bits a byte, lowest first, the high bit set on all but the last (LEB128).</summary>
    public void WriteNumber(ulong value)
    {
        var target = _bytes.GetSpan(10);
        int length = 0;
        for (; value >= 0x80; value >>= 7) target[length++] = (byte)(value | 0x80);
        target[length++] = (byte)value;
        _bytes.Advance(length);
    }

    /// <summary>A count, a length or an offset; never negative.</summary>
    public void WriteNumber(int value) => WriteNumber((ulong)value);

    /// <summary>A reference to a string of the table; null is the empty string.</summary>
    public void WriteString(StoreStrings strings, string? text) => WriteNumber(strings.Add(text ?? ""));

    /// <summary>A count and as many references.</summary>
    public void WriteStrings(StoreStrings strings, IReadOnlyCollection<string> texts)
    {
        WriteNumber(texts.Count);
        foreach (var text in texts) WriteString(strings, text);
    }

    /// <summary>Unix seconds, zigzag and plus one, so that 0 can mean null.</summary>
    public void WriteDate(DateTimeOffset? date)
    {
        long seconds = date?.ToUnixTimeSeconds() ?? 0;
        WriteNumber(date is null ? 0 : (ulong)((seconds << 1) ^ (seconds >> 63)) + 1);
    }

    /// <summary>Bytes as they are.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Four bytes, little endian.</summary>
    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
    }
}
