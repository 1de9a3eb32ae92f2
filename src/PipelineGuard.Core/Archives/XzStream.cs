using PipelineGuard.IO;
using SharpCompress.Compressors.Xz;

namespace PipelineGuard.Archives;

/// <summary>
/// Reads the .xz file format (1.2.1): streams of blocks one behind the other. Blocks are the library's; the frame around them is read here, because a
/// block's header says how much memory it wants, and that may be four gigabytes.
/// </summary>
/// <param name="compressed">What is unpacked; stays open.</param>
internal sealed class XzStream(Stream compressed) : ForwardStream
{
    private const int HeaderBytes = 12, FooterBytes = 12;
    private const int HasCompressedSize = 0x40, HasSize = 0x80;
    private const ulong Lzma2 = 0x21;
    private const int MostNumberBytes = 9;

    // What xz -9 wants; more has to be asked for.
    private const long MostDictionaryBytes = 64L << 20;

    private readonly CountedStream _input = new(compressed);
    private LibraryStream? _block;
    private CheckType _check;
    private bool _isInStream;
    private bool _hasEnded;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="UnpackingException">It wants too much memory.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_hasEnded)
        {
            if (_block is null && !NextBlock()) break;
            int read = _block!.Read(buffer);
            if (read > 0) return read;
            _block.Dispose();
            _block = null;
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _block?.Dispose();
        base.Dispose(disposing);
    }

    private bool NextBlock()
    {
        while (true)
        {
            if (!_isInStream && !BeginStream()) return false;
            var first = _input.Peek(1);
            if (first.IsEmpty) throw new EndOfStreamException("It is cut short.");
            if (first[0] != 0)
            {
                OpenBlock((first[0] + 1) * 4);
                return true;
            }
            EndStream();
        }
    }

    private void OpenBlock(int headerBytes)
    {
        var header = _input.Peek(headerBytes);
        if (header.Length < headerBytes) throw new EndOfStreamException("It is cut short.");
        if (DictionaryOf(header) > MostDictionaryBytes) throw new UnpackingException($"It wants more than {MostDictionaryBytes} bytes of memory.");
        _block = LibraryStream.Of(() => new XZBlock(_input, _check, SizeOf(_check)));
    }

    // Section 3.1: sizes that may be absent, then filters, of which LZMA2 is the last.
    private static long DictionaryOf(ReadOnlySpan<byte> header)
    {
        int at = 2;
        if ((header[1] & HasCompressedSize) != 0) Number(header, ref at);
        if ((header[1] & HasSize) != 0) Number(header, ref at);
        for (int filters = (header[1] & 3) + 1; filters > 0; filters--)
        {
            ulong id = Number(header, ref at), bytes = Number(header, ref at);
            if (bytes > (ulong)(header.Length - at)) break;
            if (id == Lzma2 && bytes == 1) return DictionaryBytes(header[at] & 0x3f);
            at += (int)bytes;
        }
        throw new InvalidDataException("A block is packed in a way that is not known.");
    }

    // Section 5.3.1.
    private static long DictionaryBytes(int bits) => bits >= 40 ? uint.MaxValue : (2L | (uint)(bits & 1)) << ((bits / 2) + 11);

    // Section 1.2: seven bits in each byte, nine bytes at most.
    private static ulong Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong number = 0;
        for (int shift = 0; shift < 7 * MostNumberBytes && at < bytes.Length; shift += 7)
        {
            byte one = bytes[at++];
            number |= (ulong)(one & 0x7f) << shift;
            if (one < 0x80) return number;
        }
        throw new InvalidDataException("A number in it has no end.");
    }

    // Section 2.1.1; in front of every stream but the first, zeros in fours (2.2).
    private bool BeginStream()
    {
        while (_input.Position > 0 && _input.Peek(4) is [0, 0, 0, 0]) Skip(4);
        var header = _input.Peek(HeaderBytes);
        if (header.IsEmpty && _input.Position > 0)
        {
            _hasEnded = true;
            return false;
        }
        if (header.Length < HeaderBytes || Unpacker.Of(header) != UnpackerKind.Xz || header[6] != 0) throw new InvalidDataException("Something else stands behind the compressed data.");
        _check = (CheckType)(header[7] & 0x0f);
        _isInStream = true;
        Skip(HeaderBytes);
        return true;
    }

    // Sections 4 and 2.1.2: an index of as many records as there were blocks, and a footer.
    private void EndStream()
    {
        long start = _input.Position;
        Skip(1);
        for (ulong records = Number(); records > 0; records--)
        {
            Number();
            Number();
        }
        while ((_input.Position - start) % 4 != 0) Skip(1);
        Skip(sizeof(uint) + FooterBytes);
        _isInStream = false;
    }

    private ulong Number()
    {
        var bytes = _input.Peek(MostNumberBytes);
        if (bytes.Length < MostNumberBytes && !bytes.ContainsAnyInRange((byte)0, (byte)0x7f)) throw new EndOfStreamException("It is cut short.");
        int length = 0;
        ulong number = Number(bytes, ref length);
        Skip(length);
        return number;
    }

    private void Skip(int bytes)
    {
        Span<byte> skipped = stackalloc byte[16];
        _input.ReadExactly(skipped[..bytes]);
    }

    // Section 2.1.1.2.
    private static int SizeOf(CheckType check) => (int)check switch
    {
        0 => 0,
        <= 3 => 4,
        <= 6 => 8,
        <= 9 => 16,
        <= 12 => 32,
        _ => 64,
    };
}
