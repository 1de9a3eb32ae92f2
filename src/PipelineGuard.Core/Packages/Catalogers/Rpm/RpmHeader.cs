using System.Buffers.Binary;

namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>
/// Reads the header of an installed package (rpm.org, "Header Format"): an index of tags, then their data. In a database the eight
/// bytes of magic in front are left out. All numbers are big-endian. What makes no sense is as good as not there.
/// </summary>
internal readonly ref struct RpmHeader
{
    private const int EntryLength = 16;
    private const int MaxEntries = 0xffff;
    private const int Int32Type = 4;
    private const int StringType = 6;
    private const int StringArrayType = 8;
    private const int TranslatedType = 9;

    private readonly ReadOnlySpan<byte> _index;
    private readonly ReadOnlySpan<byte> _data;

    private RpmHeader(ReadOnlySpan<byte> index, ReadOnlySpan<byte> data)
    {
        _index = index;
        _data = data;
    }

    /// <summary>Splits a header into index and data; false when their lengths are not those of the blob.</summary>
    public static bool TryParse(ReadOnlySpan<byte> blob, out RpmHeader header)
    {
        header = default;
        if (blob.Length < 8) return false;
        uint entries = BinaryPrimitives.ReadUInt32BigEndian(blob), bytes = BinaryPrimitives.ReadUInt32BigEndian(blob[4..]);
        if (entries is 0 or > MaxEntries || (entries * EntryLength) + (long)bytes + 8 > blob.Length) return false;
        int indexLength = (int)entries * EntryLength;
        header = new(blob.Slice(8, indexLength), blob.Slice(8 + indexLength, (int)bytes));
        return true;
    }

    /// <summary>The text of a tag, or its first one; null when the header has none. Longer ones than any that is accepted are cut.</summary>
    public string? Text(RpmTag tag)
    {
        var data = Find(tag, out int type, out _);
        return type is StringType or StringArrayType or TranslatedType && data.IndexOf((byte)0) is >= 0 and var end ? Plausibility.Decode(data[..end]) : null;
    }

    /// <summary>The number of a tag, or its first one; null when the header has none.</summary>
    public uint? Number(RpmTag tag) =>
        Find(tag, out int type, out _) is { Length: >= 4 } data && type == Int32Type ? BinaryPrimitives.ReadUInt32BigEndian(data) : null;

    /// <summary>Adds the texts of a tag.</summary>
    public void CollectNames(RpmTag tag, PackageNames names)
    {
        var texts = Texts(tag, out int count);
        for (int i = 0; i < count && TryTake(ref texts, out var text); i++)
        {
            if (!text.StartsWith("rpmlib("u8)) names.Add(text); // What it asks of rpm itself.
        }
    }

    /// <summary>Looks at every file of the package: folders once, each file as a folder's number and a name; in very old packages as a path.</summary>
    public void CollectFiles(PathCollector paths)
    {
        var folders = Texts(RpmTag.DirNames, out int folderCount);
        var names = Texts(RpmTag.BaseNames, out int count);
        var numbers = Find(RpmTag.DirIndexes, out _, out _);
        var starts = Starts(folders, folderCount);
        for (int i = 0; i < count && 4 * (i + 1L) <= numbers.Length && TryTake(ref names, out var name); i++)
        {
            uint folder = BinaryPrimitives.ReadUInt32BigEndian(numbers[(4 * i)..]);
            if (folder < starts.Count) paths.Add(FolderAt(folders, starts[(int)folder]), name);
        }
        var old = Texts(RpmTag.OldFileNames, out int oldCount);
        for (int i = 0; i < oldCount && TryTake(ref old, out var path); i++) paths.Add(path);
    }

    /// <summary>Looks at every file of which the package has a digest.</summary>
    public void CollectDigests(IDigestCollector collector)
    {
        var folders = Texts(RpmTag.DirNames, out int folderCount);
        var names = Texts(RpmTag.BaseNames, out int count);
        var digests = Texts(RpmTag.FileDigests, out int digestCount);
        var numbers = Find(RpmTag.DirIndexes, out _, out _);
        var flags = Find(RpmTag.FileFlags, out _, out int flagCount);
        var compared = Find(RpmTag.FileVerifyFlags, out _, out int comparedCount);
        var starts = Starts(folders, folderCount);
        for (int i = 0; i < count && i < digestCount && 4 * (i + 1L) <= numbers.Length && TryTake(ref names, out var name) && TryTake(ref digests, out var digest); i++)
        {
            uint folder = BinaryPrimitives.ReadUInt32BigEndian(numbers[(4 * i)..]);
            var flag = (RpmFileFlags)NumberAt(flags, i, flagCount, 0);
            bool isCompared = (NumberAt(compared, i, comparedCount, 1) & 1) != 0;
            if (folder >= starts.Count || digest.IsEmpty || !isCompared || (flag & RpmFileFlags.Ghost) != 0) continue;
            collector.Add(FolderAt(folders, starts[(int)folder]), name, digest, isSetting: (flag & RpmFileFlags.Config) != 0);
        }
    }

    private static uint NumberAt(ReadOnlySpan<byte> numbers, int i, int count, uint otherwise) =>
        i < count && 4 * (i + 1L) <= numbers.Length ? BinaryPrimitives.ReadUInt32BigEndian(numbers[(4 * i)..]) : otherwise;

    private ReadOnlySpan<byte> Texts(RpmTag tag, out int count) => Find(tag, out int type, out count) is var data && type == StringArrayType ? data : default;

    // Where each folder's name begins. No more of them are kept than the data can hold.
    private static List<int> Starts(ReadOnlySpan<byte> folders, int count)
    {
        var starts = new List<int>();
        for (int at = 0; starts.Count < count && at < folders.Length; at++)
        {
            int length = folders[at..].IndexOf((byte)0);
            if (length < 0) break;
            starts.Add(at);
            at += length;
        }
        return starts;
    }

    private static ReadOnlySpan<byte> FolderAt(ReadOnlySpan<byte> folders, int start)
    {
        var folder = folders[start..];
        return folder[..folder.IndexOf((byte)0)].Trim((byte)'/');
    }

    private static bool TryTake(ref ReadOnlySpan<byte> texts, out ReadOnlySpan<byte> text)
    {
        int end = texts.IndexOf((byte)0);
        text = end < 0 ? default : texts[..end];
        if (end >= 0) texts = texts[(end + 1)..];
        return end >= 0;
    }

    // An entry: tag, type, offset into the data, number of values. Of a repeated tag the first counts.
    private ReadOnlySpan<byte> Find(RpmTag tag, out int type, out int count)
    {
        for (int at = 0; at < _index.Length; at += EntryLength)
        {
            var entry = _index.Slice(at, EntryLength);
            if (BinaryPrimitives.ReadInt32BigEndian(entry) != (int)tag) continue;
            int offset = BinaryPrimitives.ReadInt32BigEndian(entry[8..]);
            type = BinaryPrimitives.ReadInt32BigEndian(entry[4..]);
            count = BinaryPrimitives.ReadInt32BigEndian(entry[12..]);
            return offset >= 0 && offset <= _data.Length ? _data[offset..] : default;
        }
        type = count = 0;
        return default;
    }
}
