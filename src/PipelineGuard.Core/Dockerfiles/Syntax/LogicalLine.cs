using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>One instruction's lines put together: continuations, comments and blank lines between them taken out.</summary>
/// <param name="Text">The characters, without indentation in front.</param>
/// <param name="Comments">The comments between the lines.</param>
internal sealed record LogicalLine(MappedText Text, ImmutableArray<TextSpan> Comments)
{
    /// <summary>Reads from the current line on and leaves the cursor behind what it took.</summary>
    public static LogicalLine Read(LineCursor lines, char escape)
    {
        if (ReadOne(lines, escape) is { } one) return one;
        var text = new MappedText.Builder();
        var comments = ImmutableArray.CreateBuilder<TextSpan>(0);
        int begin = lines.Content.Start;
        for (bool first = true, open = true; open && !lines.AtEnd; lines.Advance())
        {
            var line = first ? Trim(lines) : lines.Content;
            var trimmed = lines.Source[line].Trim();
            if (!first && (trimmed.IsEmpty || trimmed[0] == '#'))
            {
                if (!trimmed.IsEmpty) comments.Add(Trim(lines));
                continue;
            }
            first = false;
            open = Continues(lines.Source[line], escape, out int length);
            text.Append(lines.Source[line][..length], line.Start);
        }
        return new(text.Build(begin), comments.DrainToImmutable());
    }

    // Most instructions are one line, which is taken as it stands.
    private static LogicalLine? ReadOne(LineCursor lines, char escape)
    {
        var line = Trim(lines);
        if (line.Length == 0 || Continues(lines.Source[line], escape, out _)) return null;
        lines.Advance();
        return new(MappedText.Of(lines.Source, line), []);
    }

    /// <summary>
    /// Whether a line goes on below: it ends with one escape character, apart from blanks behind it. Two in a row are an escaped escape
    /// character (BuildKit, parser.go).
    /// </summary>
    /// <param name="line">The line without its line break.</param>
    /// <param name="escape">The escape character.</param>
    /// <param name="length">How much of the line is text.</param>
    public static bool Continues(ReadOnlySpan<char> line, char escape, out int length)
    {
        var text = line.TrimEnd(" \t");
        bool continues = !text.IsEmpty && text[^1] == escape && (text.Length == 1 || text[^2] != escape);
        length = continues ? text.Length - 1 : line.Length;
        return continues;
    }

    private static TextSpan Trim(LineCursor lines)
    {
        var line = lines.Content;
        int indent = line.Length - lines.Source[line].TrimStart().Length;
        return new(line.Start + indent, line.Length - indent);
    }
}
