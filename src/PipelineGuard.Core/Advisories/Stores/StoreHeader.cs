using System.Buffers.Binary;
using System.Collections.Immutable;

namespace PipelineGuard.Advisories.Stores;

/// <summary>The first 64 bytes of a store file.</summary>
internal readonly record struct StoreHeader
{
    /// <summary>What the file holds.</summary>
    public required StoreKind Kind { get; init; }

    /// <summary>Rows of the index.</summary>
    public required int Keys { get; init; }

    /// <summary>Records that the keys lead to.</summary>
    public required int Records { get; init; }

    /// <summary>When the newest record was modified; the Unix epoch when there is none.</summary>
    public required DateTimeOffset Newest { get; init; }

    /// <summary>See <see cref="AdvisoryDataInfo.AsOf"/>.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Lengths of the five sections, in their order in the file: meta, strings, index, blocks, records.</summary>
    public required ImmutableArray<int> Sections { get; init; }

    /// <summary>Writes it to the front of <paramref name="target"/>.</summary>
    public void Write(Span<byte> target)
    {
        target[..StoreFormat.HeaderLength].Clear();
        StoreFormat.Magic.CopyTo(target);
        BinaryPrimitives.WriteUInt16LittleEndian(target[8..], StoreFormat.Version);
        BinaryPrimitives.WriteUInt16LittleEndian(target[10..], (ushort)Kind);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], Keys);
        BinaryPrimitives.WriteInt32LittleEndian(target[20..], Records);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], Newest.ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt64LittleEndian(target[StoreFormat.AsOfOffset..], AsOf.ToUnixTimeSeconds());
        for (int i = 0; i < 5; i++) BinaryPrimitives.WriteInt32LittleEndian(target[(40 + 4 * i)..], Sections[i]);
    }

    /// <summary>Reads it; what it says has been checked against the length of the file.</summary>
    /// <exception cref="InvalidDataException">It is not the header of such a file.</exception>
    public static StoreHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < StoreFormat.HeaderLength + StoreFormat.TrailerLength) throw new InvalidDataException("The file is too short.");
        if (!file.StartsWith(StoreFormat.Magic)) throw new InvalidDataException("It is not a PipelineGuard store.");
        int version = BinaryPrimitives.ReadUInt16LittleEndian(file[8..]);
        if (version != StoreFormat.Version) throw new InvalidDataException($"It has format version {version}; this program reads version {StoreFormat.Version}.");
        var header = new StoreHeader
        {
            Kind = (StoreKind)BinaryPrimitives.ReadUInt16LittleEndian(file[10..]),
            Keys = BinaryPrimitives.ReadInt32LittleEndian(file[16..]),
            Records = BinaryPrimitives.ReadInt32LittleEndian(file[20..]),
            Newest = ReadDate(file[24..]),
            AsOf = ReadDate(file[StoreFormat.AsOfOffset..]),
            Sections = [ReadLength(file, 0), ReadLength(file, 1), ReadLength(file, 2), ReadLength(file, 3), ReadLength(file, 4)],
        };
        header.CheckLengths(file.Length);
        return header;
    }

    private void CheckLengths(int fileLength)
    {
        long sum = StoreFormat.HeaderLength + StoreFormat.TrailerLength;
        foreach (int length in Sections) sum += length < 0 ? throw new InvalidDataException("A section has a negative length.") : length;
        if (sum != fileLength) throw new InvalidDataException($"It should have {sum} bytes and has {fileLength}.");
        if (Keys < 0 || Records < 0 || Sections[2] != (long)Keys * StoreFormat.IndexRowLength) throw new InvalidDataException("The counts do not fit the sections.");
    }

    private static int ReadLength(ReadOnlySpan<byte> file, int section) => BinaryPrimitives.ReadInt32LittleEndian(file[(40 + 4 * section)..]);

    private static DateTimeOffset ReadDate(ReadOnlySpan<byte> bytes) => StoreReader.ToDate(BinaryPrimitives.ReadInt64LittleEndian(bytes));
}
