using System.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Text;

/// <summary>Carries out edits on a text.</summary>
internal static class TextEdits
{
    /// <summary>Applies all edits that do not overlap; of two that do, the one that begins first wins, so that one more run finishes the work.</summary>
    public static string Apply(SourceText source, IEnumerable<TextEdit> edits)
    {
        var result = new StringBuilder();
        int done = 0;
        foreach (var (span, text) in edits.Select(edit => (Span: SpanOf(source, edit), edit.Text)).OrderBy(edit => edit.Span.Start))
        {
            if (span.Start < done) continue;
            result.Append(source.Text, done, span.Start - done).Append(text);
            done = span.End;
        }
        return result.Append(source.Text, done, source.Text.Length - done).ToString();
    }

    /// <summary>The edit of the file that replaces a stretch.</summary>
    public static TextEdit Replace(SourceText source, string path, TextSpan span, string text)
    {
        if (source.Embedding is { } embedding) return embedding.Replace(source, path, span, text);
        var (start, end) = (source.PositionOf(span.Start), source.PositionOf(span.End));
        return new(path, start.Line, start.Column, end.Line, end.Column, text);
    }

    /// <summary>The stretch that an edit replaces.</summary>
    public static TextSpan SpanOf(SourceText source, TextEdit edit) => TextSpan.FromBounds(
        source.OffsetOf(new(edit.Line, edit.Column)), source.OffsetOf(new(edit.EndLine, edit.EndColumn)));
}
