using System.Collections.Immutable;

namespace PipelineGuard.Attribution.BaseNames;

/// <summary>The name of a base image as sources write it: in one piece, or put together from values of variables.</summary>
/// <param name="Pieces">Its parts in order.</param>
internal sealed record WrittenName(ImmutableArray<NamePiece> Pieces)
{
    /// <summary>The name.</summary>
    public string Text { get; } = string.Concat(Pieces.Select(piece => piece.Text));

    /// <summary>The edit of one piece that makes it another name; null when that takes more than one, or the piece stands in no file.</summary>
    public NameEdit? Rename(string name)
    {
        // The last piece that will do: what stands in front is the repository.
        for (int i = Pieces.Length - 1, end = Text.Length; i >= 0; end -= Pieces[i].Text.Length, i--)
        {
            int start = end - Pieces[i].Text.Length;
            var (head, tail) = (Text[..start], Text[end..]);
            if (name.Length <= head.Length + tail.Length || !name.StartsWith(head, StringComparison.Ordinal) || !name.EndsWith(tail, StringComparison.Ordinal)) continue;
            if (Pieces[i].Place is not { Line: { } line, Column: { } column } place) return null;
            return new(new(place.Path, line, column, place.EndLine ?? line, place.EndColumn ?? column, name[head.Length..^tail.Length]), Pieces[i].Text, Pieces[i]);
        }
        return null;
    }
}
