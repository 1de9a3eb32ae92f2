using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>One <c>name=value</c> of <c>ENV</c>, <c>LABEL</c> or <c>ARG</c>.</summary>
/// <param name="Name">What is set, quotes removed when there are any around it.</param>
/// <param name="Value">The value as written; null when there is none (<c>ARG name</c>).</param>
/// <param name="Span">The whole pair.</param>
internal sealed record Pair(string Name, Word? Value, TextSpan Span) : ISyntax
{
    /// <summary>Where the name alone stands.</summary>
    public required TextSpan NameSpan { get; init; }
}
