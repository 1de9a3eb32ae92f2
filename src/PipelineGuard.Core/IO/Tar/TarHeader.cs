using System.Numerics;
using System.Runtime.InteropServices;

namespace PipelineGuard.IO.Tar;

/// <summary>The fixed fields of one 512-byte header block (POSIX.1-1988 ustar, POSIX.1-2001 pax, GNU tar manual "Basic Tar Format").</summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    /// <summary>Bytes of a header, and what contents are padded to.</summary>
    public const int Size = 512;

    private readonly ReadOnlySpan<byte> _block = block;

    public byte TypeFlag => _block[156];

    public ReadOnlySpan<byte> Name => Text(0, 100);

    public ReadOnlySpan<byte> LinkName => Text(157, 100);

    /// <summary>The front part of a long name; empty in dialects that use these bytes for something else.</summary>
    public ReadOnlySpan<byte> Prefix => IsUstar ? Text(345, IsStar ? 131 : 155) : default;

    public long ContentSize => Number(124, 12);

    public int Mode => (int)(Number(100, 8) & 0xfff);

    public long UserId => Number(108, 8);

    public long GroupId => Number(116, 8);

    /// <summary>Old GNU sparse format: whether further blocks of the map follow this header.</summary>
    public bool HasSparseExtension => _block[482] != 0;

    /// <summary>True for the block of zeros that ends an archive.</summary>
    public bool IsZero => !_block.ContainsAnyExcept((byte)0);

    /// <summary>
    /// True when the header's sum is the stored one. Old tars summed signed bytes (GNU tar manual, "Checksum"), so either is accepted.
    /// </summary>
    public bool HasValidChecksum()
    {
        var field = _block.Slice(148, 8);
        var (all, negative) = Sum(_block);
        var (own, ownNegative) = Sum(field);
        // The field itself counts as blanks. A byte that is negative when signed is 256 less then.
        long stored = Octal(field), unsigned = all - own + (8 * ' ');
        return stored == unsigned || stored == unsigned - (256 * (negative - ownNegative));
    }

    // The sum of bytes and how many of them have the top bit; four sums run side by side in one word, as this is done for every entry of an image.
    private static (int Sum, int Negative) Sum(ReadOnlySpan<byte> bytes)
    {
        const ulong everySecond = 0x00FF00FF00FF00FF, topBits = 0x8080808080808080;
        ulong sums = 0;
        int negative = 0;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            sums += (word & everySecond) + ((word >> 8) & everySecond);
            negative += BitOperations.PopCount(word & topBits);
        }
        return ((int)((sums & 0xFFFF) + (sums >> 16 & 0xFFFF) + (sums >> 32 & 0xFFFF) + (sums >> 48)), negative);
    }

    private bool IsUstar => _block.Slice(257, 6).SequenceEqual("ustar\0"u8);

    private bool IsStar => _block.Slice(508, 4).SequenceEqual("tar\0"u8);

    private ReadOnlySpan<byte> Text(int offset, int length)
    {
        var field = _block.Slice(offset, length);
        int end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    // A set top bit means base 256, for what octal digits cannot hold (GNU tar manual, "Extensions"); a second one means negative.
    private long Number(int offset, int length)
    {
        var field = _block.Slice(offset, length);
        return (field[0] & 0x80) == 0 ? Octal(field) : Binary(field);
    }

    private static long Binary(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x40) != 0) return -1;
        long value = field[0] & 0x3f;
        foreach (byte next in field[1..])
        {
            if (value > long.MaxValue >> 8) return -1;
            value = (value << 8) | next;
        }
        return value;
    }

    /// <summary>-1 for anything but digits between spaces and NULs.</summary>
    private static long Octal(ReadOnlySpan<byte> field)
    {
        field = field.Trim(" \0"u8);
        long value = 0;
        foreach (byte digit in field)
        {
            // Some writers put a NUL and rubbish behind the digits.
            if (digit is 0 or (byte)' ') break;
            if (digit is < (byte)'0' or > (byte)'7') return -1;
            value = (value << 3) | (uint)(digit - '0');
        }
        return value;
    }
}
