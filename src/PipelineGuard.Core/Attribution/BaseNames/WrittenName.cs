using System.Collections.Immutable;

namespace PipelineGuard.Attribution.BaseNames;

/// <summary>The name of a base image as sources write it: in one piece, or put together from values of variables.</summary>
/// <param name="Pieces">Its parts in order.</param>
internal sealed record WrittenName(ImmutableArray<NamePiece> Pieces)
{
    /// <summary>The name.</summary>
    public string Text { get; } = string.Concat(Pieces.Select(piece => piece.Text));

    /// <summary>
    /// The edits that make it another name: of one piece, or of two where tag and digest are written apart, the tag's first. Empty when they do not do
    /// it, or a piece stands in no file.
    /// </summary>
    public ImmutableArray<NameEdit> Rename(string name)
    {
        if (OnePiece(name) is { } edit) return [edit];
        int sign = Text.IndexOf('@', StringComparison.Ordinal), other = name.IndexOf('@', StringComparison.Ordinal);
        if (sign < 0 || other < 0) return [];
        int count = 0, end = 0;
        while (count < Pieces.Length && end <= sign) end += Pieces[count++].Text.Length;
        // "@sha256:" may stand in front of the digest's variable.
        int behind = other + end - sign;
        if (behind > name.Length) return [];
        return new WrittenName(Pieces[..count]).OnePiece(name[..behind]) is { } tag && new WrittenName(Pieces[count..]).OnePiece(name[behind..]) is { } digest ? [tag, digest] : [];
    }

    private NameEdit? OnePiece(string name)
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
