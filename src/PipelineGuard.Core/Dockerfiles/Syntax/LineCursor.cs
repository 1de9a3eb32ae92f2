using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>Walks down the lines of a file. As for BuildKit, only a line feed ends a line.</summary>
internal sealed class LineCursor(SourceText source)
{
    /// <summary>The file.</summary>
    public SourceText Source { get; } = source;

    /// <summary>The number of the current line, counted from 0.</summary>
    public int Index { get; private set; }

    /// <summary>True behind the last line.</summary>
    public bool AtEnd => Index >= Source.LineCount;

    /// <summary>The current line with its line break; empty at the end.</summary>
    public TextSpan Full => AtEnd ? new(Source.Text.Length, 0) : Source.FullLine(Index);

    /// <summary>The current line without its line break (and without a byte order mark).</summary>
    public TextSpan Content => ContentOf(Index);

    /// <summary>The characters of <see cref="Content"/>.</summary>
    public ReadOnlySpan<char> Text => Source[Content];

    /// <summary>Goes to the next line.</summary>
    public void Advance() => Index++;

    /// <summary>A line without its line break.</summary>
    public TextSpan ContentOf(int index)
    {
        var line = Source.FullLine(index);
        int start = index == 0 ? line.Start + Source.MarkLength : line.Start;
        return new(start, Source[TextSpan.FromBounds(start, line.End)].TrimEnd("\r\n").Length);
    }
}
