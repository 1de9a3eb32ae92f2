using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>A document that stands below the instruction that announces it: <c>RUN &lt;&lt;EOF</c>.</summary>
/// <param name="Name">The word that ends it, quotes removed; the file's name for <c>COPY</c> and <c>ADD</c>.</param>
/// <param name="Span">Where it is announced.</param>
internal sealed record Heredoc(string Name, TextSpan Span) : ISyntax
{
    /// <summary>The text of the announcement, such as <c>&lt;&lt;-"EOF"</c>.</summary>
    public required string Announcement { get; init; }

    /// <summary>True unless the name was quoted: then variables in the body stay as they are.</summary>
    public required bool Expands { get; init; }

    /// <summary>True for <c>&lt;&lt;-</c>: tabs at the start of lines do not count.</summary>
    public required bool StripsTabs { get; init; }

    /// <summary>The lines up to the name, without the stripped tabs.</summary>
    public required MappedText Body { get; init; }

    /// <summary>False when the file ended without the name.</summary>
    public required bool IsTerminated { get; init; }
}
