using System.Text;

namespace PipelineGuard.Secrets;

/// <summary>Tells lines and columns of positions in text of which only a part is at hand.</summary>
internal sealed class LineCounter
{
    // RFC 3629, section 3.
    private const int ContinuationMask = 0b1100_0000;
    private const int Continuation = 0b1000_0000;
    private const int FirstOfFour = 0xF0;
    private const int LastOfFour = 0xF4;

    private long _lines;
    private long _columns;

    /// <summary>Begins another text.</summary>
    public void Reset() => (_lines, _columns) = (0, 0);

    /// <summary>Notes bytes that will not be at hand any more.</summary>
    public void Drop(ReadOnlySpan<byte> text)
    {
        int last = text.LastIndexOf((byte)'\n');
        _lines += text.Count((byte)'\n');
        _columns = last < 0 ? _columns + Units(text) : Units(text[(last + 1)..]);
    }

    /// <summary>Line and column of a position in what is at hand, counted from 1; columns in UTF-16 units.</summary>
    public (int Line, int Column) PositionOf(ReadOnlySpan<byte> text, int position)
    {
        var before = text[..position];
        int last = before.LastIndexOf((byte)'\n');
        long column = last < 0 ? _columns + Units(before) : Units(before[(last + 1)..]);
        return ((int)Math.Min(int.MaxValue, _lines + before.Count((byte)'\n') + 1), (int)Math.Min(int.MaxValue, column + 1));
    }

    // Every byte that begins a character is one unit, and two where four bytes make it. Unlike a decoder this is at home with half a character at
    // either end, and with bytes that are no text, for each of which a decoder would do much and change nothing that an editor shows.
    private static long Units(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text)) return text.Length;
        long units = 0;
        foreach (byte one in text)
        {
            if ((one & ContinuationMask) != Continuation) units += one is >= FirstOfFour and <= LastOfFour ? 2 : 1;
        }
        return units;
    }
}
