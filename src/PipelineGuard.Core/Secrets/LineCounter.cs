using System.Text;

namespace PipelineGuard.Secrets;

/// <summary>Tells lines and columns of positions in text of which only a part is at hand.</summary>
internal sealed class LineCounter
{
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

    private static long Units(ReadOnlySpan<byte> text) => Encoding.UTF8.GetCharCount(text);
}
