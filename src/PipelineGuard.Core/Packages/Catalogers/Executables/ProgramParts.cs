namespace PipelineGuard.Packages.Catalogers.Executables;

/// <summary>
/// Lists the parts of a program: of an ELF file (System V ABI, "Program Header" and "Sections"), a PE file (PE format, "Section Table") or a
/// Mach-O file. Headers that lie are left out: a part never reaches beyond the end of the file.
/// </summary>
internal sealed class ProgramParts
{
    // Real programs have some dozens.
    private const int MaxParts = 512;
    private const int UsualParts = 48;

    private readonly List<ProgramPart> _parts = new(UsualParts);
    private readonly long _fileLength;

    private ProgramParts(long fileLength) => _fileLength = fileLength;

    /// <summary>The parts in the order of the headers; empty for a file that is no program.</summary>
    public static IReadOnlyList<ProgramPart> Read(Stream file)
    {
        var parts = new ProgramParts(file.Length);
        var head = HeaderBytes.Read(file, 0, 64, isBigEndian: true);
        if (head.Length < 64) return [];
        switch (head.U32(0))
        {
            case 0x7F454C46: ElfParts.Add(parts, file, head.U16(4)); break;
            case 0xFEEDFACE or 0xFEEDFACF: MachOParts.Add(parts, file, isBigEndian: true); break;
            case 0xCEFAEDFE or 0xCFFAEDFE: MachOParts.Add(parts, file, isBigEndian: false); break;
            case >= 0x4D5A0000 and <= 0x4D5AFFFF: PeParts.Add(parts, file); break;
            default: break;
        }
        return parts._parts;
    }

    /// <summary>Adds a part unless it lies behind the end of the file; one that reaches beyond is cut.</summary>
    public void Add(string name, ulong offset, ulong size, ulong? address, bool isWritable)
    {
        if (offset > (ulong)_fileLength || _parts.Count >= MaxParts) return;
        _parts.Add(new(name, (long)offset, (long)Math.Min(size, (ulong)_fileLength - offset)) { Address = address, IsWritable = isWritable });
    }
}
