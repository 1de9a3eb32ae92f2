using System.Text;

namespace PipelineGuard.Secrets;

/// <summary>How the characters of a file are written.</summary>
internal enum TextEncoding
{
    /// <summary>It is no text.</summary>
    None,

    /// <summary>UTF-8, or anything else that leaves ASCII as it is.</summary>
    Utf8,

    /// <summary>UTF-16, low byte first.</summary>
    Utf16,

    /// <summary>UTF-16, high byte first.</summary>
    Utf16BigEndian,
}

/// <summary>Tells text from other files, and how it is written.</summary>
internal static class TextEncodings
{
    /// <summary>Judges by the first bytes: a byte order mark, or where the zeros stand.</summary>
    public static TextEncoding Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return TextEncoding.Utf16;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return TextEncoding.Utf16BigEndian;
        if (!head.Contains((byte)0)) return TextEncoding.Utf8;
        var (even, odd) = Zeros(head);
        int half = head.Length / 2;
        // ASCII in UTF-16 has a zero in every other place, and none in the others.
        if (half >= 8 && even == 0 && odd > half * 3 / 4) return TextEncoding.Utf16;
        return half >= 8 && odd == 0 && even > half * 3 / 4 ? TextEncoding.Utf16BigEndian : TextEncoding.None;
    }

    private static (int Even, int Odd) Zeros(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (int i = 0; i < head.Length; i++)
        {
            if (head[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }
        return (even, odd);
    }
}

/// <summary>Hands text on to the scanner as UTF-8.</summary>
internal sealed class TextDecoder(SecretScanner scanner)
{
    private const int Piece = 8 << 10;

    private readonly char[] _characters = new char[Piece];
    private readonly byte[] _bytes = new byte[Piece * 3];
    private Decoder? _decoder;

    /// <summary>Begins another file.</summary>
    public void Begin(TextEncoding encoding) => _decoder = encoding switch
    {
        TextEncoding.Utf16 => Encoding.Unicode.GetDecoder(),
        TextEncoding.Utf16BigEndian => Encoding.BigEndianUnicode.GetDecoder(),
        TextEncoding.None or TextEncoding.Utf8 => null,
    };

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> block)
    {
        if (_decoder is null) scanner.Append(block);
        else Decode(block, flush: false);
    }

    /// <summary>Takes the end.</summary>
    public void Finish()
    {
        if (_decoder is not null) Decode([], flush: true);
    }

    private void Decode(ReadOnlySpan<byte> block, bool flush)
    {
        bool done;
        do
        {
            _decoder!.Convert(block, _characters, flush, out int used, out int characters, out done);
            int bytes = Encoding.UTF8.GetBytes(_characters.AsSpan(0, characters), _bytes);
            scanner.Append(_bytes.AsSpan(0, bytes));
            block = block[used..];
        }
        while (!done);
    }
}
