using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>A word of an instruction as it is written, with quotes and variables; a scope expands it.</summary>
/// <param name="text">Its characters, continuations taken out.</param>
/// <param name="span">Where it stands.</param>
internal sealed class Word(string text, TextSpan span) : ISyntax
{
    /// <summary>Its characters, quotes and variables included, continuations taken out.</summary>
    public string Text { get; } = text;

    /// <inheritdoc/>
    public TextSpan Span { get; } = span;

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Takes a part of a longer text.</summary>
    public static Word Of(MappedText text, int start, int end) => new(RepeatedText.Of(text.Text.AsSpan(start, end - start)), text.ToSource(start, end));
}
