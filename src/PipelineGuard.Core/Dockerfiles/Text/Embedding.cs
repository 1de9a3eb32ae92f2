using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Text;

/// <summary>Where text stands that was taken out of another file: a Dockerfile within a Compose file. Places and edits are told as places of that file.</summary>
/// <param name="Host">The file that the text stands in.</param>
internal sealed record Embedding(SourceText Host)
{
    /// <summary>Stands in the text for what is put there before anybody reads it as a Dockerfile (U+FFFC, as for values that only a build knows).</summary>
    public const char Unknown = '\uFFFC';

    /// <summary>What stands in front of each line in the file; null when edits cannot be told as edits of the file.</summary>
    public string? Indent { get; init; }

    /// <summary>What is written for a dollar sign.</summary>
    public string Dollar { get; init; } = "$";

    /// <summary>Stretches of the text and where they begin in the file, in order; the last one stands for the end of the text.</summary>
    public required ImmutableArray<EmbeddedStretch> Stretches { get; init; }

    /// <summary>The offset in the file of an offset in the text.</summary>
    public int ToHost(int offset)
    {
        var stretch = Stretches[Last(stretch => stretch.Own <= offset)];
        return stretch.IsPoint ? stretch.Host : stretch.Host + offset - stretch.Own;
    }

    /// <summary>The offset in the text of an offset in the file; what lies outside of the text is moved to its nearest place.</summary>
    public int ToOwn(int offset)
    {
        int index = Last(stretch => stretch.Host <= offset);
        var stretch = Stretches[index];
        int end = index + 1 < Stretches.Length ? Stretches[index + 1].Own : stretch.Own;
        return stretch.IsPoint ? stretch.Own : Math.Clamp(stretch.Own + offset - stretch.Host, stretch.Own, Math.Max(stretch.Own, end));
    }

    /// <summary>The edit of the file that makes an edit of the text; whole lines stay whole lines, and each new one gets its indentation.</summary>
    public TextEdit Replace(SourceText own, string path, TextSpan span, string text)
    {
        text = text.Replace("$", Dollar, StringComparison.Ordinal);
        bool isLines = IsLineStart(own, span.Start) && IsLineStart(own, span.End) && (text.Length == 0 || text.EndsWith('\n'));
        // The end of the text is the beginning of a line that is not ours.
        bool reachesEnd = !isLines && span.Length > 0 && span.End == own.Text.Length && own.Text.EndsWith('\n');
        if (reachesEnd) (span, text) = (span with { Length = span.Length - 1 }, text.EndsWith('\n') ? text[..^1] : text);
        int start = isLines ? LineStart(ToHost(span.Start)) : ToHost(span.Start), end = isLines ? LineStart(ToHost(span.End)) : ToHost(span.End);
        var (first, last) = (Host.PositionOf(start), Host.PositionOf(end));
        return new(path, first.Line, first.Column, last.Line, last.Column, Indented(text, isLines));
    }

    private string Indented(string text, bool isLines)
    {
        if (text.Length == 0) return "";
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = isLines ? 0 : 1; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 || !isLines) lines[i] = Indent + lines[i];
        }
        return string.Join(Host.NewLine, lines);
    }

    private static bool IsLineStart(SourceText own, int offset) => offset == 0 || own.Text[offset - 1] == '\n';

    private int LineStart(int offset) => offset == 0 ? 0 : Host.Text.LastIndexOf('\n', offset - 1) + 1;

    private int Last(Func<EmbeddedStretch, bool> isBefore)
    {
        int low = 0, high = Stretches.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (isBefore(Stretches[middle])) low = middle;
            else high = middle - 1;
        }
        return low;
    }
}

/// <summary>Characters that stand together in both texts.</summary>
/// <param name="Own">Where they begin in the embedded text.</param>
/// <param name="Host">Where they begin in the file.</param>
internal readonly record struct EmbeddedStretch(int Own, int Host)
{
    /// <summary>True for text whose characters cannot be told apart in the file: all of them are said to stand where it begins.</summary>
    public bool IsPoint { get; init; }
}
