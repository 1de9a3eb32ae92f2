using System.Buffers.Binary;
using System.Text;

namespace PipelineGuard.Packages.Catalogers.Executables;

/// <summary>A piece of a program's headers. Whoever reads has made sure that it is long enough.</summary>
/// <param name="bytes">The piece.</param>
/// <param name="isBigEndian">True when the most significant byte of a number comes first.</param>
internal readonly struct HeaderBytes(byte[] bytes, bool isBigEndian)
{
    private const int MaxNameLength = 32;

    public int Length => bytes.Length;

    /// <summary>As much of the wanted piece as the file has; empty when it begins behind the end.</summary>
    public static HeaderBytes Read(Stream file, long offset, long count, bool isBigEndian)
    {
        if (offset < 0 || offset >= file.Length || count <= 0) return new([], isBigEndian);
        var bytes = new byte[(int)Math.Min(count, file.Length - offset)];
        file.Position = offset;
        file.ReadExactly(bytes);
        return new(bytes, isBigEndian);
    }

    public int U16(int at) => isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    public uint U32(int at) => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    public ulong U64(int at) => isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));

    /// <summary>An address, an offset or a size: of eight bytes, or of four in programs of 32 bits.</summary>
    public ulong Word(int at, bool is64) => is64 ? U64(at) : U32(at);

    /// <summary>A name that ends with a zero byte or after <paramref name="length"/> bytes; empty for one that no compiler gives.</summary>
    public string Name(long at, int length = MaxNameLength + 1)
    {
        if (at < 0 || at >= bytes.Length) return "";
        var text = bytes.AsSpan((int)at, (int)Math.Min(length, bytes.Length - at));
        int end = text.IndexOf((byte)0);
        if (end >= 0) text = text[..end];
        return text.Length <= MaxNameLength ? Encoding.ASCII.GetString(text) : "";
    }
}
