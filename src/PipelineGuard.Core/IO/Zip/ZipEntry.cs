using System.Buffers.Binary;
using System.Text;

namespace PipelineGuard.IO.Zip;

/// <summary>What the central directory of a zip archive says about one entry (APPNOTE.TXT 4.3.12). Any of it may be a lie.</summary>
/// <param name="Name">Its path in the archive, with forward slashes.</param>
/// <param name="Method">How it is compressed (4.4.5).</param>
/// <param name="IsEncrypted">True when it cannot be read without a password.</param>
/// <param name="StoredSize">Its bytes in the archive.</param>
/// <param name="Size">Its bytes once uncompressed.</param>
/// <param name="Offset">Where its local header stands, from the start of the archive.</param>
internal readonly record struct ZipEntry(string Name, int Method, bool IsEncrypted, long StoredSize, long Size, long Offset)
{
    /// <summary>Not compressed.</summary>
    public const int Stored = 0;

    /// <summary>Compressed by deflate.</summary>
    public const int Deflated = 8;

    private const uint InExtraField = uint.MaxValue;
    private const ushort Zip64Field = 1;

    /// <summary>Reads an entry.</summary>
    /// <param name="header">Its fixed part.</param>
    /// <param name="name">Its name.</param>
    /// <param name="extra">Its extra fields.</param>
    public static ZipEntry Read(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> extra)
    {
        long stored = UInt32(header[20..]), size = UInt32(header[24..]), offset = UInt32(header[42..]);
        var large = stored == InExtraField || size == InExtraField || offset == InExtraField ? Field(extra, Zip64Field) : default;
        // Only what does not fit stands there, in this order (4.5.3).
        if (size == InExtraField) size = Large(ref large, size);
        if (stored == InExtraField) stored = Large(ref large, stored);
        if (offset == InExtraField) offset = Large(ref large, offset);
        int flags = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]), method = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]);
        return new(Encoding.UTF8.GetString(name), method, (flags & 1) != 0, stored, size, offset);
    }

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> extra, ushort id)
    {
        while (extra.Length >= 4)
        {
            int length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]), extra.Length - 4);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == id) return extra.Slice(4, length);
            extra = extra[(4 + length)..];
        }
        return default;
    }

    private static long Large(ref ReadOnlySpan<byte> field, long otherwise)
    {
        if (field.Length < sizeof(long)) return otherwise;
        long value = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[sizeof(long)..];
        return value;
    }

    private static long UInt32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
