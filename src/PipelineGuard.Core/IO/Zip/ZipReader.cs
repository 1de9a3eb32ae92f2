using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace PipelineGuard.IO.Zip;

/// <summary>Chooses entries by name; called for every entry, so it compares bytes and nothing more.</summary>
internal delegate bool ZipNameFilter(ReadOnlySpan<byte> name);

/// <summary>
/// Reads a few entries of a hostile zip archive of any size. Its directory is walked block by block and never held; only entries that are asked for
/// become objects.
/// </summary>
internal sealed class ZipReader
{
    private const int HeaderBytes = 46, LocalHeaderBytes = 30;

    // The longest record: a header, a name, extra fields and a comment.
    private const int MaxRecordBytes = HeaderBytes + (3 * ushort.MaxValue);
    private const int BlockBytes = 256 << 10;

    private readonly Stream _archive;
    private readonly ZipEnd _end;

    /// <param name="archive">The archive; must be able to seek, stays open.</param>
    /// <exception cref="InvalidDataException">It is no zip archive.</exception>
    public ZipReader(Stream archive) => (_archive, _end) = (archive, ZipEnd.Find(archive));

    /// <summary>The length of its directory.</summary>
    public long DirectoryBytes => _end.DirectoryBytes;

    /// <summary>Adds the entries that <paramref name="wanted"/> chooses, up to <paramref name="max"/>, in the order of the directory.</summary>
    /// <returns>False when there are more.</returns>
    /// <exception cref="InvalidDataException">The directory is damaged; what stands in front of the damage was added.</exception>
    public bool Find(ZipNameFilter wanted, int max, List<ZipEntry> found)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            long left = _end.DirectoryBytes, offset = _end.DirectoryOffset;
            int start = 0, length = 0;
            while (true)
            {
                if (length - start < MaxRecordBytes && left > 0)
                {
                    buffer.AsSpan(start, length - start).CopyTo(buffer);
                    (start, length) = (0, length - start);
                    int read = ReadAt(offset, buffer.AsSpan(length, (int)Math.Min(left, buffer.Length - length)));
                    (offset, left, length) = (offset + read, left - read, length + read);
                }
                var rest = buffer.AsSpan(start, length - start);
                if (rest.IsEmpty) return true;
                int record = RecordBytes(rest);
                if (record < 0) return true;
                var name = NameOf(rest);
                if (wanted(name))
                {
                    if (found.Count >= max) return false;
                    found.Add(ZipEntry.Read(rest, name, rest.Slice(HeaderBytes + name.Length, BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]))));
                }
                start += record;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The first bytes of an entry, uncompressed.</summary>
    /// <param name="entry">One of this archive.</param>
    /// <param name="max">Bytes at most.</param>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public byte[] ReadStart(ZipEntry entry, int max)
    {
        using var content = Open(entry);
        var bytes = new byte[(int)Math.Clamp(entry.Size, 0, max)];
        int read = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : throw new InvalidDataException("An entry has fewer bytes than the directory says.");
    }

    /// <summary>Reads an entry, uncompressed. The stream may give more bytes than the entry has, and can seek only when the entry is not compressed.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public Stream Open(ZipEntry entry)
    {
        if (entry.IsEncrypted) throw new InvalidDataException("An entry is encrypted.");
        if (entry.Method is not (ZipEntry.Stored or ZipEntry.Deflated)) throw new InvalidDataException("An entry is compressed in a way that is not supported.");
        if (entry.Method == ZipEntry.Stored && entry.StoredSize != entry.Size) throw new InvalidDataException("An entry has two sizes, although it is not compressed.");
        var window = new StreamWindow(_archive, ContentOffset(entry), entry.StoredSize);
        return entry.Method == ZipEntry.Stored ? window : new DeflateStream(window, CompressionMode.Decompress);
    }

    private long ContentOffset(ZipEntry entry)
    {
        long offset = entry.Offset < 0 || entry.Offset > _archive.Length ? -1 : _end.Start + entry.Offset;
        Span<byte> header = stackalloc byte[LocalHeaderBytes];
        if (offset < 0 || ReadAt(offset, header) < header.Length || !header.StartsWith("PK\x03\x04"u8)) throw new InvalidDataException("An entry is not where the directory says.");
        offset += LocalHeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        if (entry.Size < 0 || entry.StoredSize < 0 || offset > _archive.Length || entry.StoredSize > _archive.Length - offset) throw new InvalidDataException("An entry lies behind the end.");
        return offset;
    }

    // Negative for what may stand behind the last record: a signature of the directory (4.3.13).
    private static int RecordBytes(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("PK\x05\x05"u8)) return -1;
        if (rest.Length < HeaderBytes || !rest.StartsWith("PK\x01\x02"u8)) throw new InvalidDataException("Its directory is damaged; the entries behind the damage are not known.");
        int bytes = HeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]) + BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
        return bytes <= rest.Length ? bytes : throw new InvalidDataException("Its directory is cut short.");
    }

    private static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> record) => record.Slice(HeaderBytes, BinaryPrimitives.ReadUInt16LittleEndian(record[28..]));

    private int ReadAt(long offset, Span<byte> bytes)
    {
        _archive.Position = offset;
        return _archive.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
    }
}
