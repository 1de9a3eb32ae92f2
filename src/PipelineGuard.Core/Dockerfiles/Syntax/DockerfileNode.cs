using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>What a file consists of at the top: the full spans of its nodes follow one another and cover every character.</summary>
/// <param name="fullSpan">With indentation and the line break at the end.</param>
/// <param name="span">Without them.</param>
internal abstract class DockerfileNode(TextSpan fullSpan, TextSpan span) : ISyntax
{
    /// <summary>All it covers: whole lines with their line breaks.</summary>
    public TextSpan FullSpan { get; } = fullSpan;

    /// <inheritdoc/>
    public TextSpan Span { get; } = span;
}

/// <summary>A line of white space.</summary>
internal sealed class BlankLine(TextSpan fullSpan, TextSpan span) : DockerfileNode(fullSpan, span);

/// <summary>A line that begins with <c>#</c>, outside of an instruction.</summary>
internal sealed class Comment(TextSpan fullSpan, TextSpan span, string text) : DockerfileNode(fullSpan, span)
{
    /// <summary>What stands behind the <c>#</c>, without surrounding white space.</summary>
    public string Text { get; } = text;
}

/// <summary>A comment on top of the file that tells the builder how to read it, such as <c># escape=`</c>.</summary>
internal sealed class ParserDirective(TextSpan fullSpan, TextSpan span, string name, string value) : DockerfileNode(fullSpan, span)
{
    /// <summary><c>syntax</c>, <c>escape</c> or <c>check</c>, in lower case.</summary>
    public string Name { get; } = name;

    /// <summary>What stands behind the equals sign, without surrounding white space.</summary>
    public string Value { get; } = value;
}
