using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PipelineGuard.Packages.Java;

/// <summary>A zip archive made byte by byte, so that it can lie.</summary>
internal sealed class MadeZip
{
    private readonly List<Entry> _entries = [];

    /// <summary>Bytes in front of the archive.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Bytes behind the archive, no comment.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>Whether sizes and offsets stand in zip64 fields.</summary>
    public bool IsLarge { get; init; }

    /// <summary>Bits of every entry.</summary>
    public ushort Flags { get; init; }

    public MadeZip With(string name, string content, bool isCompressed = true, long? claimedSize = null, long? claimedStored = null, ushort? method = null) =>
        With(name, Encoding.UTF8.GetBytes(content), isCompressed, claimedSize, claimedStored, method);

    public MadeZip With(string name, byte[] content, bool isCompressed = true, long? claimedSize = null, long? claimedStored = null, ushort? method = null)
    {
        var stored = isCompressed ? Deflate(content) : content;
        _entries.Add(new(Encoding.UTF8.GetBytes(name), stored, method ?? (ushort)(isCompressed ? 8 : 0), claimedSize ?? content.Length, claimedStored ?? stored.Length));
        return this;
    }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        bytes.Write(Encoding.UTF8.GetBytes(Prefix));
        var offsets = new List<long>();
        foreach (var entry in _entries)
        {
            offsets.Add(bytes.Length - Prefix.Length);
            bytes.Write([.. "PK\x03\x04"u8, .. new byte[22], .. UInt16(entry.Name.Length), .. UInt16(0), .. entry.Name]);
            bytes.Write(entry.Stored);
        }
        long start = bytes.Length - Prefix.Length;
        for (int i = 0; i < _entries.Count; i++) bytes.Write(Record(_entries[i], offsets[i]));
        long length = bytes.Length - Prefix.Length - start;
        if (IsLarge) bytes.Write(LargeEnd(length, start, bytes.Length - Prefix.Length));
        bytes.Write([.. "PK\x05\x06"u8, 0, 0, 0, 0, .. UInt16(_entries.Count), .. UInt16(_entries.Count), .. UInt32(IsLarge ? uint.MaxValue : length), .. UInt32(IsLarge ? uint.MaxValue : start), 0, 0]);
        bytes.Write(Encoding.UTF8.GetBytes(Suffix));
        return bytes.ToArray();
    }

    private byte[] Record(Entry entry, long offset)
    {
        byte[] extra = IsLarge ? [1, 0, 24, 0, .. Int64(entry.Size), .. Int64(entry.StoredSize), .. Int64(offset)] : [];
        return
        [
            .. "PK\x01\x02"u8, 20, 0, 20, 0, .. UInt16(Flags), .. UInt16(entry.Method), .. new byte[8],
            .. UInt32(IsLarge ? uint.MaxValue : entry.StoredSize), .. UInt32(IsLarge ? uint.MaxValue : entry.Size),
            .. UInt16(entry.Name.Length), .. UInt16(extra.Length), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. UInt32(IsLarge ? uint.MaxValue : offset), .. entry.Name, .. extra,
        ];
    }

    private byte[] LargeEnd(long length, long start, long end) =>
    [
        .. "PK\x06\x06"u8, .. Int64(44), 45, 0, 45, 0, .. new byte[8], .. Int64(_entries.Count), .. Int64(_entries.Count), .. Int64(length), .. Int64(start),
        .. "PK\x06\x07"u8, 0, 0, 0, 0, .. Int64(end), 1, 0, 0, 0,
    ];

    private static byte[] Deflate(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(content);
        return compressed.ToArray();
    }

    private static byte[] UInt16(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return bytes;
    }

    private static byte[] UInt32(long value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        return bytes;
    }

    private static byte[] Int64(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }

    private sealed record Entry(byte[] Name, byte[] Stored, ushort Method, long Size, long StoredSize);
}
