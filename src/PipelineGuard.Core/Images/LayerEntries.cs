using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>What an entry does when the layer is put on those below it.</summary>
internal enum EntryRole : byte
{
    /// <summary>It is there.</summary>
    Present,

    /// <summary>A whiteout: its path is gone (OCI image spec, layer.md §whiteouts).</summary>
    Whiteout,

    /// <summary>An opaque whiteout: what lower layers have below its path is gone.</summary>
    Opaque,

    /// <summary>Nothing: it was refused, or it only serves the storage driver. It keeps its place in the count.</summary>
    Ignored,
}

/// <summary>
/// The entries of one layer in the order of its archive, 32 bytes and the text of its paths for each: layers with hundreds of
/// thousands of entries are common and all of them stay in memory until they are merged.
/// </summary>
internal sealed class LayerEntries
{
    private readonly List<Record> _records = [];
    private byte[] _text = new byte[4096];
    private int _textLength;

    /// <summary>How many there are.</summary>
    public int Count => _records.Count;

    /// <summary>Bytes of all paths and link targets.</summary>
    public int TextBytes => _textLength;

    /// <summary>The entry at a place, counted from 0.</summary>
    public LayerEntry this[int index] => new(this, index);

    /// <summary>Adds an entry that exists, or takes away.</summary>
    /// <param name="path">Normalised; for whiteouts the path that is gone.</param>
    /// <param name="link">Target as the archive spells it; for hard links normalised.</param>
    /// <param name="role">What it does.</param>
    /// <param name="facts">The reader at this entry.</param>
    public void Add(ReadOnlySpan<char> path, ReadOnlySpan<char> link, EntryRole role, IEntryReader facts)
    {
        int start = _textLength;
        int pathLength = Append(path);
        int linkLength = Append(link);
        _records.Add(new(start, (ushort)pathLength, (ushort)linkLength, facts.Size, Id(facts.UserId), Id(facts.GroupId), (ushort)facts.Mode, facts.Kind == EntryKind.SparseFile ? EntryKind.File : facts.Kind, role));
    }

    /// <summary>Adds an entry that does nothing.</summary>
    public void AddIgnored() => _records.Add(new(0, 0, 0, 0, 0, 0, 0, EntryKind.Special, EntryRole.Ignored));

    /// <summary>Gives back memory that was kept for further entries.</summary>
    public void TrimExcess()
    {
        _records.TrimExcess();
        Array.Resize(ref _text, _textLength);
    }

    /// <summary>Writes all of it, for <see cref="ReadFrom"/> on the same kind of machine.</summary>
    public void WriteTo(BinaryWriter writer)
    {
        writer.Write(_records.Count);
        writer.Write(_textLength);
        writer.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_records)));
        writer.Write(_text.AsSpan(0, _textLength));
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    public static LayerEntries ReadFrom(BinaryReader reader)
    {
        int count = reader.ReadInt32(), textLength = reader.ReadInt32();
        long left = reader.BaseStream.Length - reader.BaseStream.Position;
        if (count < 0 || textLength < 0 || count * (long)Unsafe.SizeOf<Record>() + textLength > left) throw new InvalidDataException("The entries are damaged.");
        var entries = new LayerEntries { _text = new byte[textLength], _textLength = textLength };
        CollectionsMarshal.SetCount(entries._records, count);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(entries._records)));
        reader.BaseStream.ReadExactly(entries._text);
        foreach (ref readonly var record in CollectionsMarshal.AsSpan(entries._records))
        {
            if (record.Text < 0 || record.Text + (long)record.PathLength + record.LinkLength > textLength || record.Kind > EntryKind.SparseFile || record.Role > EntryRole.Ignored) throw new InvalidDataException("The entries are damaged.");
        }
        return entries;
    }

    internal ref readonly Record At(int index) => ref CollectionsMarshal.AsSpan(_records)[index];

    internal ReadOnlySpan<byte> Text(int start, int length) => _text.AsSpan(start, length);

    private int Append(ReadOnlySpan<char> text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_textLength + most > _text.Length) Array.Resize(ref _text, Math.Max(_textLength + most, (int)Math.Min(2L * _text.Length, Array.MaxLength)));
        int length = Encoding.UTF8.GetBytes(text, _text.AsSpan(_textLength));
        _textLength += length;
        return length;
    }

    // Linux ids have 32 bits, and the highest means "none".
    private static uint Id(long id) => id is >= 0 and < uint.MaxValue ? (uint)id : uint.MaxValue;

    internal readonly record struct Record(
        int Text, ushort PathLength, ushort LinkLength, long Size, uint UserId, uint GroupId, ushort Mode, EntryKind Kind, EntryRole Role);
}

/// <summary>One entry of a layer.</summary>
internal readonly struct LayerEntry(LayerEntries entries, int index)
{
    private ref readonly LayerEntries.Record Record => ref entries.At(index);

    /// <summary>Its path; for a whiteout the path that is gone.</summary>
    public ImagePath Path => ImagePath.Of(Encoding.UTF8.GetString(PathBytes));

    /// <summary>Its path in UTF-8.</summary>
    public ReadOnlySpan<byte> PathBytes => entries.Text(Record.Text, Record.PathLength);

    /// <summary>Target of a link in UTF-8; empty for others.</summary>
    public ReadOnlySpan<byte> LinkBytes => entries.Text(Record.Text + Record.PathLength, Record.LinkLength);

    /// <summary>What it is.</summary>
    public EntryKind Kind => Record.Kind;

    /// <summary>What it does to lower layers.</summary>
    public EntryRole Role => Record.Role;

    /// <summary>Bytes of content.</summary>
    public long Size => Record.Size;

    /// <summary>Permission bits, set-id and sticky bits included.</summary>
    public int Mode => Record.Mode;

    /// <summary>Owner; null when not known.</summary>
    public uint? UserId => Record.UserId == uint.MaxValue ? null : Record.UserId;

    /// <summary>Group; null when not known.</summary>
    public uint? GroupId => Record.GroupId == uint.MaxValue ? null : Record.GroupId;
}
