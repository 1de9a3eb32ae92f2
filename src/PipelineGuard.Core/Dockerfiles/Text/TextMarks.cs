using System.Buffers;
using System.Collections.Immutable;

namespace PipelineGuard.Dockerfiles.Text;

/// <summary>A few texts to look for, letters of either case: one fast pass over a text tells whether it holds any of them.</summary>
internal sealed class TextMarks(params ImmutableArray<string> texts)
{
    private readonly SearchValues<string> _search = SearchValues.Create(texts.AsSpan(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The texts, as given.</summary>
    public ImmutableArray<string> Texts => texts;

    /// <summary>True when at least one of them stands in a text.</summary>
    public bool AreIn(ReadOnlySpan<char> text) => text.ContainsAny(_search);
}
