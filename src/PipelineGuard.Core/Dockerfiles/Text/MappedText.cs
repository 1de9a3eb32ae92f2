using System.Collections.Immutable;
using System.Text;

namespace PipelineGuard.Dockerfiles.Text;

/// <summary>
/// Text put together from stretches of a file, which still knows where each character stands there: a logical line without its
/// continuations and comments, the body of a heredoc without its tabs, a JSON string without its escapes.
/// </summary>
internal sealed class MappedText
{
    private readonly ImmutableArray<Piece> _pieces;

    private MappedText(string text, ImmutableArray<Piece> pieces) => (Text, _pieces) = (text, pieces);

    /// <summary>The characters.</summary>
    public string Text { get; }

    /// <summary>Number of characters.</summary>
    public int Length => Text.Length;

    /// <summary>Wraps one stretch of a file.</summary>
    public static MappedText Of(SourceText source, TextSpan span) => new(source[span].ToString(), [new(0, span.Start)]);

    /// <summary>Where the character at a position stands in the file; the position behind the last one is allowed.</summary>
    public int ToSource(int position)
    {
        int low = 0, high = _pieces.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_pieces[middle].At <= position) low = middle;
            else high = middle - 1;
        }
        return _pieces[low].Source + position - _pieces[low].At;
    }

    /// <summary>Where a stretch stands in the file, from its first to its last character.</summary>
    public TextSpan ToSource(int start, int end) =>
        // The end is taken from the last character: what follows it may stand on another line.
        end <= start ? new(ToSource(start), 0) : TextSpan.FromBounds(ToSource(start), ToSource(end - 1) + 1);

    /// <summary>A part of it.</summary>
    public MappedText Slice(int start, int end)
    {
        if (start == 0 && end == Length) return this;
        var pieces = ImmutableArray.CreateBuilder<Piece>(1);
        pieces.Add(new(0, ToSource(start)));
        for (int i = FirstPieceAfter(start); i < _pieces.Length && _pieces[i].At < end; i++)
            pieces.Add(new(_pieces[i].At - start, _pieces[i].Source));
        return new(Text[start..end], pieces.DrainToImmutable());
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private int FirstPieceAfter(int position)
    {
        int low = 0, high = _pieces.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_pieces[middle].At <= position) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private readonly record struct Piece(int At, int Source);

    /// <summary>Collects the stretches, in the order in which they are read.</summary>
    public sealed class Builder
    {
        private readonly StringBuilder _text = new();
        private readonly ImmutableArray<Piece>.Builder _pieces = ImmutableArray.CreateBuilder<Piece>(1);
        private int _next = -1;

        /// <summary>Adds characters that stand at an offset of the file.</summary>
        public void Append(ReadOnlySpan<char> text, int source)
        {
            if (source != _next) _pieces.Add(new(_text.Length, source));
            _text.Append(text);
            _next = source + text.Length;
        }

        /// <summary>Adds text that knows by itself where it stands.</summary>
        public void Append(MappedText text)
        {
            for (int i = 0; i < text._pieces.Length; i++)
            {
                int start = text._pieces[i].At, end = i + 1 < text._pieces.Length ? text._pieces[i + 1].At : text.Length;
                if (end > start) Append(text.Text.AsSpan(start, end - start), text._pieces[i].Source);
            }
        }

        /// <summary>The result.</summary>
        /// <param name="emptyAt">Where it is said to stand when nothing was added.</param>
        public MappedText Build(int emptyAt)
        {
            if (_pieces.Count == 0) _pieces.Add(new(0, emptyAt));
            return new(_text.ToString(), _pieces.DrainToImmutable());
        }
    }
}
