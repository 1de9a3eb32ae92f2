using System.Text;
using System.Text.Unicode;

namespace PipelineGuard.Dockerfiles.Text;

/// <summary>Turns the bytes of a file into text and never fails; what is wrong with them is said in the result.</summary>
internal static class SourceDecoder
{
    // Enough to tell UTF-16 from binary; a Dockerfile's first instruction stands well within.
    private const int Sample = 1024;
    private static readonly UTF32Encoding Utf32BigEndian = new(bigEndian: true, byteOrderMark: true);

    /// <summary>Decodes by byte order mark; without one UTF-16 is told by its zero bytes, everything else is UTF-8.</summary>
    public static SourceText Decode(ReadOnlySpan<byte> bytes) => Detect(bytes) switch
    {
        SourceEncoding.Utf16LittleEndian => Wide(bytes, SourceEncoding.Utf16LittleEndian, Encoding.Unicode),
        SourceEncoding.Utf16BigEndian => Wide(bytes, SourceEncoding.Utf16BigEndian, Encoding.BigEndianUnicode),
        SourceEncoding.Utf32LittleEndian => Wide(bytes, SourceEncoding.Utf32LittleEndian, Encoding.UTF32),
        SourceEncoding.Utf32BigEndian => Wide(bytes, SourceEncoding.Utf32BigEndian, Utf32BigEndian),
        SourceEncoding.Utf8 => FromUtf8(bytes),
    };

    /// <summary>Turns text into bytes of an encoding. A byte order mark is written when the text begins with one.</summary>
    public static byte[] Encode(string text, SourceEncoding encoding) => encoding switch
    {
        SourceEncoding.Utf16LittleEndian => Encoding.Unicode.GetBytes(text),
        SourceEncoding.Utf16BigEndian => Encoding.BigEndianUnicode.GetBytes(text),
        SourceEncoding.Utf32LittleEndian => Encoding.UTF32.GetBytes(text),
        SourceEncoding.Utf32BigEndian => Utf32BigEndian.GetBytes(text),
        SourceEncoding.Utf8 => Encoding.UTF8.GetBytes(text),
    };

    private static SourceEncoding Detect(ReadOnlySpan<byte> bytes) => bytes switch
    {
        // In front of UTF-16, which would begin with the same bytes and a character that no text has.
        [0xFF, 0xFE, 0, 0, ..] => SourceEncoding.Utf32LittleEndian,
        [0, 0, 0xFE, 0xFF, ..] => SourceEncoding.Utf32BigEndian,
        [0xFF, 0xFE, ..] => SourceEncoding.Utf16LittleEndian,
        [0xFE, 0xFF, ..] => SourceEncoding.Utf16BigEndian,
        _ => DetectByZeros(bytes[..Math.Min(bytes.Length, Sample)]),
    };

    // Text in UTF-16 that holds keywords has a zero in (nearly) every second byte, always on the same side.
    private static SourceEncoding DetectByZeros(ReadOnlySpan<byte> bytes)
    {
        int even = 0, odd = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }
        int enough = Math.Max(2, bytes.Length * 2 / 5);
        if (odd >= enough && even == 0) return SourceEncoding.Utf16LittleEndian;
        return even >= enough && odd == 0 ? SourceEncoding.Utf16BigEndian : SourceEncoding.Utf8;
    }

    private static SourceText FromUtf8(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return new(text) { FirstInvalid = Utf8.IsValid(bytes) ? null : Replaced(text) };
    }

    private static SourceText Wide(ReadOnlySpan<byte> bytes, SourceEncoding encoding, Encoding decoder)
    {
        var text = decoder.GetString(bytes);
        bool exact = decoder.GetByteCount(text) == bytes.Length && !text.Contains('\uFFFD');
        return new(text) { Encoding = encoding, FirstInvalid = exact ? null : Replaced(text) };
    }

    private static int Replaced(string text) => Math.Max(0, text.IndexOf('\uFFFD', StringComparison.Ordinal));
}
