using System.Buffers.Binary;
using PipelineGuard.Packages.Catalogers.Executables;

namespace PipelineGuard.Packages.Catalogers.Go;

/// <summary>Follows addresses in a program as it lies in its file.</summary>
internal sealed class ProgramMemory
{
    private readonly Stream _program;
    private readonly IReadOnlyList<ProgramPart> _parts;
    private readonly int _wordLength;
    private readonly bool _isBigEndian;

    /// <param name="program">The file.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="wordLength">Bytes of an address: 4 or 8.</param>
    /// <param name="isBigEndian">True when the most significant byte comes first.</param>
    /// <exception cref="InvalidDataException">Addresses of that length do not exist.</exception>
    public ProgramMemory(Stream program, IReadOnlyList<ProgramPart> parts, int wordLength, bool isBigEndian)
    {
        if (wordLength is not (4 or 8)) throw new InvalidDataException("Its build information tells no length of addresses.");
        (_program, _parts, _wordLength, _isBigEndian) = (program, parts, wordLength, isBigEndian);
    }

    /// <summary>The address or length that the bytes begin with.</summary>
    public ulong Word(ReadOnlySpan<byte> bytes) => (_wordLength, _isBigEndian) switch
    {
        (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
    };

    /// <summary>The string whose header, an address and a length, lies at an address; empty for an address of zero.</summary>
    /// <exception cref="InvalidDataException">It lies nowhere in the file, as in programs whose addresses the loader fills in, or is too long.</exception>
    public byte[] String(ulong address, int maxLength)
    {
        if (address == 0) return [];
        var header = Read(address, 2 * _wordLength);
        ulong start = Word(header), length = Word(header.AsSpan(_wordLength));
        if (length == 0) return [];
        if (length > (ulong)maxLength) throw new InvalidDataException("A text in its build information is longer than any that Go writes.");
        return Read(start, (int)length);
    }

    private byte[] Read(ulong address, int length)
    {
        foreach (var part in _parts)
        {
            if (part.Address is not { } start || address < start || address - start >= (ulong)part.Size || (ulong)length > (ulong)part.Size - (address - start)) continue;
            _program.Position = part.Offset + (long)(address - start);
            var bytes = new byte[length];
            _program.ReadExactly(bytes);
            return bytes;
        }
        throw new InvalidDataException("Its build information points outside the program.");
    }
}
