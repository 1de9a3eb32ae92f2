namespace PipelineGuard.Packages.Catalogers.Executables;

/// <summary>Lists the segments and sections of an ELF file of 32 or 64 bits and of either byte order.</summary>
internal static class ElfParts
{
    private const int MaxHeaders = 512;
    private const int MaxNamesLength = 64 << 10;

    /// <summary>Adds them.</summary>
    /// <param name="parts">Takes them.</param>
    /// <param name="file">The program.</param>
    /// <param name="kind">The two bytes that tell the size of addresses and the order of bytes, the first one in the upper half.</param>
    public static void Add(ProgramParts parts, Stream file, int kind)
    {
        if (kind is not (0x0101 or 0x0102 or 0x0201 or 0x0202)) return;
        bool is64 = kind >> 8 == 2, isBigEndian = (kind & 3) == 2;
        var head = HeaderBytes.Read(file, 0, 64, isBigEndian);
        AddSegments(parts, file, head, is64, isBigEndian);
        AddSections(parts, file, head, is64, isBigEndian);
    }

    private static void AddSegments(ProgramParts parts, Stream file, HeaderBytes head, bool is64, bool isBigEndian)
    {
        const uint Load = 1, Writable = 2;
        int size = head.U16(is64 ? 54 : 42), count = Math.Min(head.U16(is64 ? 56 : 44), MaxHeaders);
        if (size < (is64 ? 56 : 32)) return;
        var table = HeaderBytes.Read(file, (long)head.Word(is64 ? 32 : 28, is64), size * count, isBigEndian);
        for (int at = 0; at + size <= table.Length; at += size)
        {
            if (table.U32(at) != Load) continue;
            bool isWritable = (table.U32(at + (is64 ? 4 : 24)) & Writable) != 0;
            parts.Add("", table.Word(at + (is64 ? 8 : 4), is64), table.Word(at + (is64 ? 32 : 16), is64), table.Word(at + (is64 ? 16 : 8), is64), isWritable);
        }
    }

    // Segments already tell what is writable; sections tell names. One of the kind "no bits" is only claimed: a file with the debugging
    // symbols of a program has all of the program's sections so.
    private static void AddSections(ProgramParts parts, Stream file, HeaderBytes head, bool is64, bool isBigEndian)
    {
        const uint NoBits = 8, Loaded = 2;
        int size = head.U16(is64 ? 58 : 46), count = Math.Min(head.U16(is64 ? 60 : 48), MaxHeaders), names = head.U16(is64 ? 62 : 50);
        if (size < (is64 ? 64 : 40)) return;
        var table = HeaderBytes.Read(file, (long)head.Word(is64 ? 40 : 32, is64), size * count, isBigEndian);
        if ((names + 1L) * size > table.Length) return;
        var texts = HeaderBytes.Read(file, (long)OffsetOf(names), (long)Math.Min(SizeOf(names), MaxNamesLength), isBigEndian);
        for (int i = 0; (i + 1) * size <= table.Length; i++)
        {
            if (table.U32((i * size) + 4) == NoBits) continue;
            bool isLoaded = (table.Word((i * size) + 8, is64) & Loaded) != 0;
            parts.Add(texts.Name(table.U32(i * size)), OffsetOf(i), SizeOf(i), isLoaded ? table.Word((i * size) + (is64 ? 16 : 12), is64) : null, isWritable: false);
        }

        ulong OffsetOf(int section) => table.Word((section * size) + (is64 ? 24 : 16), is64);
        ulong SizeOf(int section) => table.Word((section * size) + (is64 ? 32 : 20), is64);
    }
}
