using System.Globalization;
using System.Text;

namespace PipelineGuard.Archives;

/// <summary>Walks a cpio archive of the formats "newc" and "crc" (cpio(5)), as rpm packages and initial RAM disks are.</summary>
internal sealed class CpioEntries(Stream archive)
{
    private const int HeaderBytes = 110, ModeOffset = 14, SizeOffset = 54, NameSizeOffset = 94, NumberBytes = 8;
    private const int LongestName = 4096;
    private const long FormatBits = 0xf000, RegularFile = 0x8000;

    private long _position;

    /// <summary>True for something that begins like one.</summary>
    public static bool Begin(ReadOnlySpan<byte> head) => head.Length >= HeaderBytes && (head.StartsWith("070701"u8) || head.StartsWith("070702"u8));

    /// <summary>Calls <paramref name="look"/> for each file, with its name and its content; it returns false to end.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    public void Walk(Func<string, Stream, long, bool> look)
    {
        var header = new byte[HeaderBytes];
        while (true)
        {
            Read(header);
            if (!Begin(header)) throw new InvalidDataException("An entry does not begin as entries of cpio archives do.");
            long mode = Number(header, ModeOffset), size = Number(header, SizeOffset);
            var name = Name((int)Number(header, NameSizeOffset));
            if (name == "TRAILER!!!") return;
            var content = new EntryWindow(archive, size);
            if ((mode & FormatBits) == RegularFile && size > 0 && !look(name, content, size)) return;
            content.Finish();
            _position += size;
            Align();
        }
    }

    private string Name(int bytes)
    {
        if (bytes is < 1 or > LongestName) throw new InvalidDataException("An entry has a name that cannot be.");
        var name = new byte[bytes];
        Read(name);
        Align();
        return Encoding.UTF8.GetString(name.AsSpan(0, bytes - 1));
    }

    private void Align()
    {
        Span<byte> padding = stackalloc byte[3];
        Read(padding[..(int)(-_position & 3)]);
    }

    private void Read(Span<byte> buffer)
    {
        archive.ReadExactly(buffer);
        _position += buffer.Length;
    }

    private static long Number(ReadOnlySpan<byte> header, int offset) =>
        long.TryParse(header.Slice(offset, NumberBytes), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long number) ? number : throw new InvalidDataException("A number of an entry is none.");
}
