using System.Buffers.Binary;
using System.Text;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>A part of a program file.</summary>
/// <param name="Name">The section's name; empty for a segment, which has none.</param>
/// <param name="Offset">Where it begins in the file, in bytes.</param>
/// <param name="Size">Its bytes in the file.</param>
/// <param name="IsWritable">True when the program may change it while it runs: where its variables are.</param>
internal readonly record struct ProgramPart(string Name, long Offset, long Size, bool IsWritable);

/// <summary>
/// Lists the parts of a little-endian ELF file (System V ABI, "Program Header" and "Sections") or of a PE file (PE format, "Section Table").
/// Headers that lie are left out: a part never reaches beyond the end of the file.
/// </summary>
internal static class ProgramParts
{
    // Real programs have some dozens.
    private const int MaxParts = 512;
    private const int MaxNameLength = 32;

    /// <summary>The parts in the order of the headers; empty for a file that is neither.</summary>
    public static IReadOnlyList<ProgramPart> Read(Stream file)
    {
        var head = ReadAt(file, 0, 64);
        if (head.AsSpan().StartsWith("\u007fELF"u8) && head is [_, _, _, _, 1 or 2, 1, ..]) return Elf(file, head, is64: head[4] == 2);
        return head.AsSpan().StartsWith("MZ"u8) ? Pe(file, head) : [];
    }

    private static List<ProgramPart> Elf(Stream file, byte[] head, bool is64)
    {
        var parts = new List<ProgramPart>();
        if (head.Length < 64) return parts;
        AddSegments(parts, file, head, is64);
        AddSections(parts, file, head, is64);
        return parts;
    }

    private static void AddSegments(List<ProgramPart> parts, Stream file, byte[] head, bool is64)
    {
        const uint Load = 1, Writable = 2;
        int size = U16(head, is64 ? 54 : 42), count = Math.Min(U16(head, is64 ? 56 : 44), MaxParts);
        if (size < (is64 ? 56 : 32)) return;
        var table = ReadAt(file, Address(head, is64 ? 32 : 28, is64), size * count);
        for (int at = 0; at + size <= table.Length; at += size)
        {
            if (U32(table, at) != Load || (U32(table, at + (is64 ? 4 : 24)) & Writable) == 0) continue;
            Add(parts, file, "", Address(table, at + (is64 ? 8 : 4), is64), Address(table, at + (is64 ? 32 : 16), is64), isWritable: true);
        }
    }

    // Segments already tell what is writable; sections tell names. One of the kind "no bits" is only claimed: a file with the debugging
    // symbols of a program has all of the program's sections so.
    private static void AddSections(List<ProgramPart> parts, Stream file, byte[] head, bool is64)
    {
        const uint NoBits = 8;
        int size = U16(head, is64 ? 58 : 46), count = Math.Min(U16(head, is64 ? 60 : 48), MaxParts), names = U16(head, is64 ? 62 : 50);
        if (size < (is64 ? 64 : 40)) return;
        var table = ReadAt(file, Address(head, is64 ? 40 : 32, is64), size * count);
        if ((names + 1L) * size > table.Length) return;
        var texts = ReadAt(file, OffsetOf(names), (int)Math.Min(SizeOf(names), 64 << 10));
        for (int i = 0; (i + 1) * size <= table.Length; i++)
        {
            if (U32(table, (i * size) + 4) != NoBits) Add(parts, file, Name(texts, U32(table, i * size)), OffsetOf(i), SizeOf(i), isWritable: false);
        }

        long OffsetOf(int section) => Address(table, (section * size) + (is64 ? 24 : 16), is64);
        long SizeOf(int section) => Address(table, (section * size) + (is64 ? 32 : 20), is64);
    }

    private static List<ProgramPart> Pe(Stream file, byte[] head)
    {
        const uint Writable = 0x8000_0000;
        const int SectionSize = 40;
        var parts = new List<ProgramPart>();
        if (head.Length < 64) return parts;
        long start = U32(head, 60);
        var coff = ReadAt(file, start, 24);
        if (coff.Length < 24 || !coff.AsSpan().StartsWith("PE\0\0"u8)) return parts;
        var table = ReadAt(file, start + 24 + U16(coff, 20), SectionSize * Math.Min(U16(coff, 6), MaxParts));
        for (int at = 0; at + SectionSize <= table.Length; at += SectionSize)
        {
            Add(parts, file, Name(table.AsSpan(at, 8)), U32(table, at + 20), U32(table, at + 16), (U32(table, at + 36) & Writable) != 0);
        }
        return parts;
    }

    private static void Add(List<ProgramPart> parts, Stream file, string name, long offset, long size, bool isWritable)
    {
        if (offset >= 0 && size >= 0 && offset <= file.Length) parts.Add(new(name, offset, Math.Min(size, file.Length - offset), isWritable));
    }

    private static string Name(byte[] texts, uint at) => at < texts.Length ? Name(texts.AsSpan((int)at)) : "";

    private static string Name(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)0);
        if (end >= 0) text = text[..end];
        return text.Length <= MaxNameLength ? Encoding.ASCII.GetString(text) : "";
    }

    private static byte[] ReadAt(Stream file, long offset, int count)
    {
        if (offset < 0 || offset >= file.Length || count <= 0) return [];
        var bytes = new byte[(int)Math.Min(count, file.Length - offset)];
        file.Position = offset;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static int U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static long Address(byte[] bytes, int at, bool is64) => is64 ? BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)) : U32(bytes, at);
}
