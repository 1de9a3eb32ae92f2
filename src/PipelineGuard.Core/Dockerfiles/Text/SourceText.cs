namespace PipelineGuard.Dockerfiles.Text;

/// <summary>
/// The text of one file, or of a part of one, which knows its lines. A byte order mark stays in the text but takes no column.
/// </summary>
internal sealed class SourceText
{
    private readonly Lazy<int[]> _lineStarts;

    /// <summary>Wraps text that was UTF-8, or never was bytes.</summary>
    public SourceText(string text)
    {
        Text = text;
        _lineStarts = new(() => FindLines(text));
    }

    /// <summary>All of it, character for character.</summary>
    public string Text { get; }

    /// <summary>Where the text stands in another file, whose lines and columns its places then are; null for text that is a file of its own.</summary>
    public Embedding? Embedding { get; init; }

    /// <summary>How it was encoded.</summary>
    public SourceEncoding Encoding { get; init; }

    /// <summary>Offset of the first byte sequence that was no text in <see cref="Encoding"/>; null when all of it was.</summary>
    public int? FirstInvalid { get; init; }

    /// <summary>1 when the text begins with a byte order mark, else 0.</summary>
    public int MarkLength => Text.StartsWith('\uFEFF') ? 1 : 0;

    /// <summary>The line break that the file uses first; a line feed when it has one line.</summary>
    public string NewLine => Text.IndexOf('\n', StringComparison.Ordinal) is var at and > 0 && Text[at - 1] == '\r' ? "\r\n" : "\n";

    /// <summary>Number of lines; a text that ends with a line break does not begin another line.</summary>
    public int LineCount => _lineStarts.Value[^1] == Text.Length ? _lineStarts.Value.Length - 1 : _lineStarts.Value.Length;

    /// <summary>The characters of a stretch.</summary>
    public ReadOnlySpan<char> this[TextSpan span] => Text.AsSpan(span.Start, span.Length);

    /// <summary>The line with this number, counted from 0, with its line break.</summary>
    public TextSpan FullLine(int index)
    {
        var starts = _lineStarts.Value;
        return TextSpan.FromBounds(starts[index], index + 1 < starts.Length ? starts[index + 1] : Text.Length);
    }

    /// <summary>The number of the line in which an offset stands, counted from 0, within this text.</summary>
    public int IndexOfLine(int offset)
    {
        int line = Array.BinarySearch(_lineStarts.Value, offset);
        return line < 0 ? ~line - 1 : line;
    }

    /// <summary>Line and column of an offset in the file.</summary>
    public LinePosition PositionOf(int offset)
    {
        if (Embedding is { } embedding) return embedding.Host.PositionOf(embedding.ToHost(offset));
        int line = IndexOfLine(offset);
        int column = offset - _lineStarts.Value[line] + 1;
        return new(line + 1, line == 0 ? Math.Max(1, column - MarkLength) : column);
    }

    /// <summary>The offset of a line and column of the file; places beyond the end of a line or of the text are moved to that end.</summary>
    public int OffsetOf(LinePosition position)
    {
        if (Embedding is { } embedding) return embedding.ToOwn(embedding.Host.OffsetOf(position));
        if (position.Line > _lineStarts.Value.Length) return Text.Length;
        var line = FullLine(position.Line - 1);
        return Math.Min(line.End, line.Start + position.Column - 1 + (position.Line == 1 ? MarkLength : 0));
    }

    private static int[] FindLines(string text)
    {
        var starts = new List<int> { 0 };
        for (int at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1)) starts.Add(at + 1);
        return [.. starts];
    }
}
