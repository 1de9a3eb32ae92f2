using System.Buffers.Binary;

namespace PipelineGuard.IO.Zip;

/// <summary>Where the central directory of a zip archive is (APPNOTE.TXT 4.3.14 to 4.3.16), found from its end as Java finds it.</summary>
/// <param name="Start">Where the archive begins in the file: more than 0 when a script or a program stands in front.</param>
/// <param name="DirectoryOffset">Where the central directory begins in the file.</param>
/// <param name="DirectoryBytes">Its length.</param>
internal readonly record struct ZipEnd(long Start, long DirectoryOffset, long DirectoryBytes)
{
    private const int RecordBytes = 22, LocatorBytes = 20, LargeRecordBytes = 56;
    private const uint InLargeRecord = uint.MaxValue;

    // Something may stand behind the archive. Each place that looks like an end costs a read, and a hostile tail has thousands of them.
    private const int MaxTries = 8;

    /// <summary>Finds it.</summary>
    /// <exception cref="InvalidDataException">There is none, or it contradicts itself.</exception>
    public static ZipEnd Find(Stream archive)
    {
        var tail = new byte[(int)Math.Min(archive.Length, RecordBytes + LocatorBytes + ushort.MaxValue)];
        long tailOffset = archive.Length - tail.Length;
        ReadAt(archive, tailOffset, tail);
        int tries = 0;
        for (int at = tail.Length; (at = tail.AsSpan(0, at).LastIndexOf("PK\x05\x06"u8)) >= 0;)
        {
            if (tail.Length - at < RecordBytes) continue;
            var record = tail.AsSpan(at);
            bool endsTheFile = RecordBytes + BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) == record.Length;
            if (!endsTheFile && ++tries > MaxTries) break;
            if (Read(archive, record, tailOffset + at) is { } end && (endsTheFile || end.HasDirectory(archive))) return end;
        }
        throw new InvalidDataException("It is no zip archive, or its end is missing.");
    }

    private static ZipEnd? Read(Stream archive, ReadOnlySpan<byte> record, long offset)
    {
        long bytes = UInt32(record[12..]), start = UInt32(record[16..]), end = offset;
        if ((bytes == InLargeRecord || start == InLargeRecord || BinaryPrimitives.ReadUInt16LittleEndian(record[10..]) == ushort.MaxValue)
            && ReadLarge(archive, offset) is { } large)
        {
            (bytes, start, end) = large;
        }
        // Offsets count from where the archive began before something was put in front of it.
        long directory = end - bytes, shift = directory - start;
        return bytes >= 0 && start >= 0 && directory >= 0 && shift >= 0 ? new(shift, directory, bytes) : null;
    }

    private static (long Bytes, long Start, long Offset)? ReadLarge(Stream archive, long end)
    {
        long offset = end - LocatorBytes - LargeRecordBytes;
        if (offset < 0) return null;
        Span<byte> both = stackalloc byte[LargeRecordBytes + LocatorBytes];
        ReadAt(archive, offset, both);
        if (!both[LargeRecordBytes..].StartsWith("PK\x06\x07"u8)) return null;
        if (!both.StartsWith("PK\x06\x06"u8))
        {
            // It is longer than usual: the locator tells where it begins, unless something stands in front.
            offset = BinaryPrimitives.ReadInt64LittleEndian(both[(LargeRecordBytes + 8)..]);
            if (offset < 0 || offset > end - LocatorBytes - LargeRecordBytes) return null;
            ReadAt(archive, offset, both[..LargeRecordBytes]);
            if (!both.StartsWith("PK\x06\x06"u8)) return null;
        }
        return (BinaryPrimitives.ReadInt64LittleEndian(both[40..]), BinaryPrimitives.ReadInt64LittleEndian(both[48..]), offset);
    }

    private bool HasDirectory(Stream archive)
    {
        if (DirectoryBytes == 0) return false;
        Span<byte> signature = stackalloc byte[4];
        ReadAt(archive, DirectoryOffset, signature);
        return signature.SequenceEqual("PK\x01\x02"u8);
    }

    private static void ReadAt(Stream archive, long offset, Span<byte> bytes)
    {
        archive.Position = offset;
        if (archive.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) throw new InvalidDataException("It is cut short.");
    }

    private static long UInt32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
