using System.Collections.Immutable;
using System.Text;

namespace PipelineGuard.Advisories.Stores;

/// <summary>Reads numbers and strings from a section of a store, front to back. Every step checks its bounds: a store may be hostile.</summary>
/// <param name="bytes">What is left to read.</param>
/// <param name="strings">The string section.</param>
internal ref struct StoreReader(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> strings)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private readonly ReadOnlySpan<byte> _strings = strings;

    /// <summary>True when nothing is left.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>A LEB128 number.</summary>
    /// <exception cref="InvalidDataException">It is cut short or larger than 64 bits.</exception>
    public ulong ReadNumber()
    {
        ulong value = 0;
        for (int shift = 0, at = 0; at < _rest.Length && shift < 64; shift += 7, at++)
        {
            value |= (ulong)(_rest[at] & 0x7f) << shift;
            if (_rest[at] >= 0x80) continue;
            _rest = _rest[(at + 1)..];
            return value;
        }
        throw new InvalidDataException("A number is cut short.");
    }

    /// <summary>A number that fits <see cref="int"/>.</summary>
    public int ReadInt32() => ReadNumber() is var value and <= int.MaxValue ? (int)value : throw new InvalidDataException("A number is too large.");

    /// <summary>How many items follow. Each takes a byte at least, so a count can never make us reserve more than the file holds.</summary>
    public int ReadCount() => ReadInt32() is var count && count <= _rest.Length ? count : throw new InvalidDataException("A count is too large.");

    /// <summary>The next bytes as a reader of their own.</summary>
    public StoreReader ReadPart(int length)
    {
        if (length > _rest.Length) throw new InvalidDataException("A part is cut short.");
        var part = new StoreReader(_rest[..length], _strings);
        _rest = _rest[length..];
        return part;
    }

    /// <summary>A string of the table.</summary>
    public string ReadString() => Encoding.UTF8.GetString(StringAt(_strings, ReadInt32()));

    /// <summary>A string of the table; null for the empty one.</summary>
    public string? ReadOptionalString() => ReadString() is { Length: > 0 } text ? text : null;

    /// <summary>A count and as many strings.</summary>
    public ImmutableArray<string> ReadStrings()
    {
        int count = ReadCount();
        if (count == 0) return [];
        var texts = ImmutableArray.CreateBuilder<string>(count);
        for (int i = 0; i < count; i++) texts.Add(ReadString());
        return texts.MoveToImmutable();
    }

    /// <summary>A date, or null.</summary>
    public DateTimeOffset? ReadDate()
    {
        ulong value = ReadNumber();
        if (value-- == 0) return null;
        return ToDate((long)(value >> 1) ^ -(long)(value & 1));
    }

    /// <summary>The UTF-8 of the string at an offset of a string section.</summary>
    public static ReadOnlySpan<byte> StringAt(ReadOnlySpan<byte> strings, int offset)
    {
        if ((uint)offset >= (uint)strings.Length) throw new InvalidDataException("A string lies outside the file.");
        var reader = new StoreReader(strings[offset..], default);
        int length = reader.ReadCount();
        return reader._rest[..length];
    }

    /// <summary>A date from Unix seconds.</summary>
    public static DateTimeOffset ToDate(long seconds) =>
        seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new InvalidDataException("A date is out of range.");
}
