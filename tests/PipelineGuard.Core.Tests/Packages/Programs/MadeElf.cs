using System.Buffers.Binary;
using System.Text;

namespace PipelineGuard.Packages.Programs;

/// <summary>Makes an ELF file of 64 bits: a header, one segment over all sections, the sections and their headers.</summary>
internal sealed class MadeElf
{
    /// <summary>Where the first section is loaded in memory.</summary>
    public const ulong Base = 0x40_0000;

    private const int HeaderLength = 64, SegmentLength = 56, SectionLength = 64;
    private readonly List<(string Name, byte[] Content)> _sections = [];

    /// <summary>True for a machine whose numbers begin with the most significant byte.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>What stands for the size of every section; null for the truth.</summary>
    public ulong? SectionSize { get; init; }

    /// <summary>False for a program without section headers.</summary>
    public bool HasSections { get; init; } = true;

    public MadeElf With(string name, byte[] content)
    {
        _sections.Add((name, [.. content, .. new byte[(16 - (content.Length % 16)) % 16]]));
        return this;
    }

    public byte[] ToBytes()
    {
        const int Start = HeaderLength + SegmentLength + 8;
        var content = _sections.SelectMany(section => section.Content).ToArray();
        var names = Encoding.ASCII.GetBytes("\0" + string.Concat(_sections.Select(section => section.Name + "\0")) + ".shstrtab\0");
        int tableAt = Start + content.Length + names.Length;
        var bytes = new byte[tableAt + ((_sections.Count + 1) * SectionLength)];
        byte[] ident = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, (byte)(IsBigEndian ? 2 : 1), 1];
        ident.CopyTo(bytes, 0);
        Put64(bytes, 32, HeaderLength);
        Put16(bytes, 54, SegmentLength);
        Put16(bytes, 56, 1);
        PutSegment(bytes, Start, content.Length);
        if (HasSections) PutSections(bytes, Start, content.Length, names, tableAt);
        content.CopyTo(bytes, Start);
        names.CopyTo(bytes, Start + content.Length);
        return bytes;
    }

    private void PutSegment(byte[] bytes, int start, int length)
    {
        const int At = HeaderLength;
        Put32(bytes, At, 1);
        Put32(bytes, At + 4, 6);
        Put64(bytes, At + 8, (ulong)start);
        Put64(bytes, At + 16, Base);
        Put64(bytes, At + 32, (ulong)length);
    }

    private void PutSections(byte[] bytes, int start, int contentLength, byte[] names, int tableAt)
    {
        Put64(bytes, 40, (ulong)tableAt);
        Put16(bytes, 58, SectionLength);
        Put16(bytes, 60, (ushort)(_sections.Count + 1));
        Put16(bytes, 62, (ushort)_sections.Count);
        int at = tableAt, offset = start, name = 1;
        foreach (var section in _sections)
        {
            PutSection(bytes, at, name, offset, SectionSize ?? (ulong)section.Content.Length);
            at += SectionLength;
            offset += section.Content.Length;
            name += section.Name.Length + 1;
        }
        PutSection(bytes, at, name, start + contentLength, (ulong)names.Length);
    }

    private void PutSection(byte[] bytes, int at, int name, int offset, ulong size)
    {
        Put32(bytes, at, (uint)name);
        Put32(bytes, at + 4, 1);
        Put64(bytes, at + 24, (ulong)offset);
        Put64(bytes, at + 32, size);
    }

    private void Put16(byte[] bytes, int at, ushort value)
    {
        if (IsBigEndian) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), value);
        else BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), value);
    }

    private void Put32(byte[] bytes, int at, uint value)
    {
        if (IsBigEndian) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);
        else BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
    }

    private void Put64(byte[] bytes, int at, ulong value)
    {
        if (IsBigEndian) BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at), value);
        else BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), value);
    }
}
