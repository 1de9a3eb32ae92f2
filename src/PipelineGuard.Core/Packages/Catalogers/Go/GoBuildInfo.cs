using System.Text;
using PipelineGuard.Packages.Catalogers.Executables;

namespace PipelineGuard.Packages.Catalogers.Go;

/// <summary>
/// What Go's linker writes into every program (package <c>debug/buildinfo</c>): a header of 32 bytes at a multiple of 16, and two texts. Since
/// Go 1.18 they follow the header, each behind its length; before, the header has the addresses of two strings, which are an address and a length.
/// </summary>
/// <param name="GoVersion">The version of Go as it calls itself: <c>go1.22.3</c>, <c>go1.22.3 X:boringcrypto</c>, <c>devel go1.24-abcdef</c>.</param>
/// <param name="Modules">The list of modules as text, one in each line; empty when the program was built without modules.</param>
internal sealed record GoBuildInfo(string GoVersion, string Modules)
{
    private const int HeaderLength = 32, Alignment = 16;
    private const int MaxVersionLength = 1024;

    // The longest known list, of a program that has every cloud's client in it, has a quarter of a megabyte.
    private const int MaxModulesLength = 16 << 20;

    // The linker puts the header first among a program's variables.
    private const int MaxSearched = 1 << 20;

    // Before and behind the list stand 16 bytes that nothing else has.
    private const int FrameLength = 16;

    private static readonly byte[] Magic = [0xFF, .. " Go buildinf:"u8];

    /// <summary>Reads it; null for a program without.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static GoBuildInfo? Read(Stream program, IReadOnlyList<ProgramPart> parts)
    {
        if (FindHeader(program, parts) is not { } at) return null;
        const int Inline = 2;
        var header = ReadAt(program, at, HeaderLength);
        var (version, modules) = (header[15] & Inline) != 0 ? InlineTexts(program, at + HeaderLength) : PointedTexts(program, parts, header);
        return new(Plausibility.Decode(version), Unframed(modules));
    }

    /// <summary>True for a program with the parts that Go's linker makes, even where the rest was taken away.</summary>
    public static bool IsGo(IReadOnlyList<ProgramPart> parts) => parts.Any(part => part.Name is ".note.go.buildid" or ".gopclntab" or "__gopclntab");

    private static long? FindHeader(Stream program, IReadOnlyList<ProgramPart> parts)
    {
        var own = parts.Where(part => part.Name is ".go.buildinfo" or "__go_buildinfo").ToList();
        if (own.Count == 0 && NamesItsSections(parts) && !IsGo(parts)) return null;
        int left = MaxSearched;
        foreach (var part in own.Count > 0 ? own : parts.Where(part => part.IsWritable))
        {
            int length = (int)Math.Min(part.Size, left);
            if (FindHeader(ReadAt(program, part.Offset, length)) is { } at) return part.Offset + at;
            left -= length;
        }
        return null;
    }

    // ELF and Mach-O list segments, which have no names, beside their sections: among them Go's linker always names this one. PE has nothing but
    // sections, none of them for this.
    private static bool NamesItsSections(IReadOnlyList<ProgramPart> parts)
    {
        bool hasSegments = false, hasSections = false;
        foreach (var part in parts)
        {
            if (part.Name.Length == 0) hasSegments = true;
            else hasSections = true;
        }
        return hasSegments && hasSections;
    }

    private static int? FindHeader(ReadOnlySpan<byte> data)
    {
        for (int at = 0; at + HeaderLength <= data.Length; at += Alignment)
        {
            int found = data[at..].IndexOf(Magic);
            if (found < 0) return null;
            at += found;
            if (at % Alignment == 0 && at + HeaderLength <= data.Length) return at;
            at -= at % Alignment;
        }
        return null;
    }

    private static (byte[] Version, byte[] Modules) InlineTexts(Stream program, long at)
    {
        var version = InlineText(program, ref at, MaxVersionLength);
        return (version, InlineText(program, ref at, MaxModulesLength));
    }

    // The length is in groups of seven bits, the lowest first.
    private static byte[] InlineText(Stream program, ref long at, int maxLength)
    {
        const int MaxGroups = 4;
        int length = 0;
        for (int i = 0; i < MaxGroups; i++)
        {
            byte group = ReadAt(program, at++, 1)[0];
            length |= (group & 0x7F) << (7 * i);
            if (group >= 0x80) continue;
            if (length > maxLength) break;
            var text = ReadAt(program, at, length);
            at += length;
            return text;
        }
        throw new InvalidDataException("A text in its build information is longer than any that Go writes.");
    }

    private static (byte[] Version, byte[] Modules) PointedTexts(Stream program, IReadOnlyList<ProgramPart> parts, byte[] header)
    {
        var memory = new ProgramMemory(program, parts, wordLength: header[14], isBigEndian: (header[15] & 1) != 0);
        var version = memory.String(memory.Word(header.AsSpan(16)), MaxVersionLength);
        return (version, memory.String(memory.Word(header.AsSpan(16 + header[14])), MaxModulesLength));
    }

    private static string Unframed(byte[] modules) =>
        modules.Length > 2 * FrameLength && modules[^(FrameLength + 1)] == '\n' ? Encoding.UTF8.GetString(modules, FrameLength, modules.Length - (2 * FrameLength)) : "";

    private static byte[] ReadAt(Stream program, long at, int length)
    {
        if (length > program.Length - at) throw new InvalidDataException("Its build information is cut short.");
        var bytes = new byte[length];
        program.Position = at;
        program.ReadExactly(bytes);
        return bytes;
    }
}
