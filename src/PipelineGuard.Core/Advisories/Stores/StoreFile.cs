using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Advisories.Stores;

/// <summary>An open store: a sorted dictionary from a key (a package, a CVE) to a block of bytes, and records that blocks refer to.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly MappedFile _file;
    private readonly Range _strings, _index, _blocks, _records;

    private StoreFile(MappedFile file, string path, StoreHeader header)
    {
        (_file, Path, Header) = (file, path, header);
        int start = StoreFormat.HeaderLength;
        Range Next(int length) => (start, start += length) is var (from, to) ? from..to : default;
        var meta = Next(header.Sections[0]);
        (_strings, _index, _blocks, _records) = (Next(header.Sections[1]), Next(header.Sections[2]), Next(header.Sections[3]), Next(header.Sections[4]));
        Meta = StoreMeta.Read(new(_file.Span[meta], Strings));
    }

    /// <summary>Where it stands.</summary>
    public string Path { get; }

    /// <summary>Its counts and dates.</summary>
    public StoreHeader Header { get; }

    /// <summary>Its texts about itself.</summary>
    public StoreMeta Meta { get; }

    /// <summary>The record section as a whole, for stores whose records are fixed rows.</summary>
    public ReadOnlySpan<byte> Rows => _file.Span[_records];

    private ReadOnlySpan<byte> Strings => _file.Span[_strings];

    /// <summary>Maps a store and verifies everything about it, the hash of its content included.</summary>
    /// <exception cref="GuardException">It is damaged or of another kind (PG4003).</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static StoreFile Open(string path, StoreKind kind)
    {
        MappedFile? file = null;
        try
        {
            file = MappedFile.Open(path);
            var header = StoreHeader.Read(file.Span);
            if (header.Kind != kind) throw new InvalidDataException("It holds something else.");
            VerifyHash(file.Span);
            return new(file, path, header);
        }
        catch (Exception e) when (e is InvalidDataException or UnauthorizedAccessException || (e is IOException and not (FileNotFoundException or DirectoryNotFoundException)))
        {
            file?.Dispose();
            throw Damaged(path, e);
        }
    }

    /// <summary>Finds the block of a key; false when there is no such key.</summary>
    /// <exception cref="InvalidDataException">The file is damaged: see <see cref="Damaged(InvalidDataException)"/>.</exception>
    public bool TryGet(string key, out StoreReader block)
    {
        Span<byte> small = stackalloc byte[256];
        var wanted = Encoding.UTF8.TryGetBytes(key, small, out int length) ? small[..length] : Encoding.UTF8.GetBytes(key);
        uint hash = StoreFormat.HashOf(wanted);
        for (int row = FirstRow(hash); row < Header.Keys && HashAt(row) == hash; row++)
        {
            if (!StoreReader.StringAt(Strings, BinaryPrimitives.ReadInt32LittleEndian(IndexRow(row)[4..])).SequenceEqual(wanted)) continue;
            block = BlockOf(IndexRow(row));
            return true;
        }
        block = default;
        return false;
    }

    /// <summary>The key of a row of the index, from 0 to <see cref="StoreHeader.Keys"/>, and its block.</summary>
    /// <exception cref="InvalidDataException">The file is damaged: see <see cref="Damaged(InvalidDataException)"/>.</exception>
    public string KeyAt(int row, out StoreReader block)
    {
        block = BlockOf(IndexRow(row));
        return Encoding.UTF8.GetString(StoreReader.StringAt(Strings, BinaryPrimitives.ReadInt32LittleEndian(IndexRow(row)[4..])));
    }

    /// <summary>The record at an offset of the record section.</summary>
    /// <exception cref="InvalidDataException">The file is damaged: see <see cref="Damaged(InvalidDataException)"/>.</exception>
    public StoreReader Record(int offset)
    {
        var records = _file.Span[_records];
        return (uint)offset < (uint)records.Length
            ? new(records[offset..], Strings)
            : throw new InvalidDataException("A record lies outside the file.");
    }

    /// <summary>What to throw when this file turned out to be damaged while it was read.</summary>
    public GuardException Damaged(InvalidDataException cause) => Damaged(Path, cause);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private int FirstRow(uint hash)
    {
        int low = 0, high = Header.Keys;
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) >> 1);
            if (HashAt(middle) < hash) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private uint HashAt(int row) => BinaryPrimitives.ReadUInt32LittleEndian(IndexRow(row));

    private ReadOnlySpan<byte> IndexRow(int row) => _file.Span[_index].Slice(row * StoreFormat.IndexRowLength, StoreFormat.IndexRowLength);

    private StoreReader BlockOf(ReadOnlySpan<byte> row)
    {
        var blocks = _file.Span[_blocks];
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(row[8..]), length = BinaryPrimitives.ReadUInt32LittleEndian(row[12..]);
        if ((ulong)offset + length > (ulong)blocks.Length) throw new InvalidDataException("A block lies outside the file.");
        return new(blocks.Slice((int)offset, (int)length), Strings);
    }

    private static void VerifyHash(ReadOnlySpan<byte> file)
    {
        var content = file[..^StoreFormat.TrailerLength];
        Span<byte> hash = stackalloc byte[StoreFormat.TrailerLength];
        SHA256.HashData(content, hash);
        if (!hash.SequenceEqual(file[content.Length..])) throw new InvalidDataException("Its content does not match its hash.");
    }

    private static GuardException Damaged(string path, Exception cause) =>
        new(Problems.BadStore, System.IO.Path.GetFileName(path), cause.Message, cause);
}
