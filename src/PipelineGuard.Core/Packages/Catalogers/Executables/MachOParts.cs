namespace PipelineGuard.Packages.Catalogers.Executables;

/// <summary>Lists the segments and sections of a Mach-O file for one kind of processor (<c>mach-o/loader.h</c>).</summary>
internal static class MachOParts
{
    private const int MaxCommandBytes = 1 << 20;
    private const uint Segment32 = 1, Segment64 = 0x19;

    public static void Add(ProgramParts parts, Stream file, bool isBigEndian)
    {
        var head = HeaderBytes.Read(file, 0, 32, isBigEndian);
        bool is64 = head.U32(0) == 0xFEEDFACF;
        var commands = HeaderBytes.Read(file, is64 ? 32 : 28, Math.Min(head.U32(20), MaxCommandBytes), isBigEndian);
        for (long at = 0; at + 8 <= commands.Length;)
        {
            long size = commands.U32((int)at + 4);
            if (size < 8 || size > commands.Length - at) return;
            if (commands.U32((int)at) == (is64 ? Segment64 : Segment32)) AddSegment(parts, commands, (int)at, (int)(at + size), is64);
            at += size;
        }
    }

    private static void AddSegment(ProgramParts parts, HeaderBytes commands, int at, int end, bool is64)
    {
        const uint Writable = 2;
        int headSize = is64 ? 72 : 56;
        if (at + headSize > end) return;
        int word = is64 ? 8 : 4;
        bool isWritable = (commands.U32(at + 24 + (4 * word) + 4) & Writable) != 0;
        parts.Add("", commands.Word(at + 24 + (2 * word), is64), commands.Word(at + 24 + (3 * word), is64), commands.Word(at + 24, is64), isWritable);
        AddSections(parts, commands, at + headSize, end, is64);
    }

    // Sections of the kinds "zero fill" are only claimed: they have no bytes in the file.
    private static void AddSections(ProgramParts parts, HeaderBytes commands, int at, int end, bool is64)
    {
        const uint KindMask = 0xFF, ZeroFill = 1, LargeZeroFill = 0xC;
        int size = is64 ? 80 : 68, word = is64 ? 8 : 4;
        for (; at + size <= end; at += size)
        {
            int offset = at + 32 + (2 * word);
            if ((commands.U32(offset + 16) & KindMask) is ZeroFill or LargeZeroFill) continue;
            parts.Add(commands.Name(at, 16), commands.U32(offset), commands.Word(at + 32 + word, is64), commands.Word(at + 32, is64), isWritable: false);
        }
    }
}
