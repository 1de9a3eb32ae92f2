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

    /// <summary>
    /// True for a path where packages of an operating system put programs: one in five of the files that they install. Of programs with a
    /// dot in their name outside the folders for programs there are none but libraries and scripts.
    /// </summary>
    public static bool MayBeInstalledAt(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (HasLibraryName(name) || IsInProgramFolder(path[..^name.Length])) return true;
        return name.Length < path.Length && !name.IsEmpty && !name.Contains('.') && !path.StartsWith("usr/share/", StringComparison.Ordinal) && !path.StartsWith("usr/include/", StringComparison.Ordinal)
            && !path.StartsWith("etc/", StringComparison.Ordinal) && !path.StartsWith("var/", StringComparison.Ordinal);
    }

    /// <summary>The format; null when it is none of them.</summary>
    public static BinaryFormat? Recognize(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\u007fELF"u8)) return BinaryFormat.Elf;
        if (head.StartsWith("MZ"u8)) return BinaryFormat.Pe;
        return head.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(head) is 0xFEEDFACE or 0xFEEDFACF or 0xCEFAEDFE or 0xCFFAEDFE ? BinaryFormat.MachO : null;
    }

    private static bool IsInProgramFolder(ReadOnlySpan<char> folder) =>
        folder.StartsWith("bin/", StringComparison.Ordinal) || folder.StartsWith("sbin/", StringComparison.Ordinal)
        || folder.Contains("/bin/", StringComparison.Ordinal) || folder.Contains("/sbin/", StringComparison.Ordinal) || folder.Contains("/libexec/", StringComparison.Ordinal);

    // Libraries are often stored without an execute bit, and files from Windows never have one.
    private static bool HasLibraryName(ReadOnlySpan<char> path) =>
        path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".so", StringComparison.Ordinal) || path[(path.LastIndexOf('/') + 1)..].Contains(".so.", StringComparison.Ordinal);
}
