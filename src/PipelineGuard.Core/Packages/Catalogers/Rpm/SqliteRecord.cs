namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>Reads the columns of a row (sqlite.org, "Database File Format", 2.1 Record Format). What makes no sense is empty.</summary>
internal static class SqliteRecord
{
    /// <summary>The bytes of a text or a blob; empty when the row has no such column, or something else in it.</summary>
    public static ReadOnlySpan<byte> Column(ReadOnlySpan<byte> record, int index) =>
        Find(record, index, out long type) is var column && type >= 12 ? column : default;

    /// <summary>A number that fits into 32 bits without a sign; null when the row has no such column, or something else in it.</summary>
    public static uint? Number(ReadOnlySpan<byte> record, int index)
    {
        var column = Find(record, index, out long type);
        if (type is 8 or 9) return (uint)(type - 8);
        if (type is < 1 or > 6 || column.IsEmpty || (column[0] & 0x80) != 0) return null;
        ulong value = 0;
        foreach (byte b in column) value = (value << 8) | b;
        return value <= uint.MaxValue ? (uint)value : null;
    }

    /// <summary>Takes a number of seven bits in each byte, the ninth byte with eight.</summary>
    public static bool TryReadVarint(ref Span<byte> rest, out long value)
    {
        ReadOnlySpan<byte> bytes = rest;
        bool isRead = TryReadVarint(ref bytes, out value);
        rest = rest[(rest.Length - bytes.Length)..];
        return isRead;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> rest, out long value)
    {
        value = 0;
        for (int i = 0; i < rest.Length && i < 9; i++)
        {
            byte b = rest[i];
            value = i == 8 ? (value << 8) | b : (value << 7) | (uint)(b & 0x7f);
            if (i < 8 && b >= 0x80) continue;
            rest = rest[(i + 1)..];
            return true;
        }
        return false;
    }

    // The header lists a type for each column, then their bytes follow in the same order.
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> record, int index, out long type)
    {
        type = 0;
        var rest = record;
        if (!TryReadVarint(ref rest, out long headerLength) || headerLength < 0 || headerLength > record.Length || headerLength < record.Length - rest.Length) return default;
        var types = record[(record.Length - rest.Length)..(int)headerLength];
        var bytes = record[(int)headerLength..];
        for (int i = 0; TryReadVarint(ref types, out long current); i++)
        {
            long length = LengthOf(current);
            if (length < 0 || length > bytes.Length) return default;
            if (i == index)
            {
                type = current;
                return bytes[..(int)length];
            }
            bytes = bytes[(int)length..];
        }
        return default;
    }

    private static long LengthOf(long type) => type switch
    {
        0 or 8 or 9 => 0,
        >= 1 and <= 4 => type,
        5 => 6,
        6 or 7 => 8,
        >= 12 => (type - 12) / 2,
        _ => -1,
    };
}
