using System.Buffers.Binary;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>What sort of program a file is, by its first bytes.</summary>
internal enum BinaryFormat
{
    /// <summary>Linux and most other Unix systems (System V ABI, "ELF Header").</summary>
    Elf,

    /// <summary>Windows and .NET (PE format, "MS-DOS Stub").</summary>
    Pe,

    /// <summary>macOS.</summary>
    MachO,
}

/// <summary>Recognises programs.</summary>
internal static class BinaryFormats
{
    /// <summary>True for a file that may be a program by its name, its mode and its size. Compares characters and nothing more.</summary>
    public static bool MayBe(in FileFacts facts)
    {
        const int SmallestProgram = 64;
        if (facts.Size < SmallestProgram) return false;
        return facts.IsExecutable || HasLibraryName(facts.Path.Value);
    }

    /// <summary>The format; null when it is none of them.</summary>
    public static BinaryFormat? Recognize(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\u007fELF"u8)) return BinaryFormat.Elf;
        if (head.StartsWith("MZ"u8)) return BinaryFormat.Pe;
        return head.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(head) is 0xFEEDFACE or 0xFEEDFACF or 0xCEFAEDFE or 0xCFFAEDFE ? BinaryFormat.MachO : null;
    }

    // Libraries are often stored without an execute bit, and files from Windows never have one.
    private static bool HasLibraryName(ReadOnlySpan<char> path) =>
        path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".so", StringComparison.Ordinal) || path[(path.LastIndexOf('/') + 1)..].Contains(".so.", StringComparison.Ordinal);
}
