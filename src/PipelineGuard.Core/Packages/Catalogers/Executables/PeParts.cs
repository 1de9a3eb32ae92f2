namespace PipelineGuard.Packages.Catalogers.Executables;

/// <summary>Lists the sections of a PE file.</summary>
internal static class PeParts
{
    private const int MaxHeaders = 512;
    private const int CoffSize = 24, SectionSize = 40;

    public static void Add(ProgramParts parts, Stream file)
    {
        const uint Writable = 0x8000_0000;
        var head = HeaderBytes.Read(file, 0, 64, isBigEndian: false);
        long start = head.U32(60);
        var coff = HeaderBytes.Read(file, start, CoffSize, isBigEndian: false);
        if (coff.Length < CoffSize || coff.Name(0, 4) != "PE") return;
        int optionalSize = coff.U16(20);
        ulong imageBase = ImageBase(HeaderBytes.Read(file, start + CoffSize, 32, isBigEndian: false));
        var table = HeaderBytes.Read(file, start + CoffSize + optionalSize, SectionSize * Math.Min(coff.U16(6), MaxHeaders), isBigEndian: false);
        for (int at = 0; at + SectionSize <= table.Length; at += SectionSize)
        {
            parts.Add(table.Name(at, 8), table.U32(at + 20), table.U32(at + 16), imageBase + table.U32(at + 12), (table.U32(at + 36) & Writable) != 0);
        }
    }

    private static ulong ImageBase(HeaderBytes optional) => optional switch
    {
        { Length: < 32 } => 0,
        _ when optional.U16(0) == 0x20B => optional.U64(24),
        _ => optional.U32(28),
    };
}
