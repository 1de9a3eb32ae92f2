using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>Something that a builder would refuse, or that could not be read; the rest of the file was still read.</summary>
/// <param name="Span">Where.</param>
/// <param name="Message">What is wrong, in one sentence; may hold text of the file.</param>
/// <param name="Kind">Which rule reports it.</param>
internal sealed record SyntaxProblem(TextSpan Span, string Message, SyntaxProblemKind Kind = SyntaxProblemKind.Unreadable) : ISyntax;

/// <summary>What a problem is about; all but the first kind have a rule of their own.</summary>
internal enum SyntaxProblemKind
{
    /// <summary>The text cannot be read, or makes no sense to a builder.</summary>
    Unreadable,

    /// <summary>Two stages have one name.</summary>
    DuplicateStage,

    /// <summary>A stage copies or mounts from itself.</summary>
    CopyFromItself,

    /// <summary>An instruction stands in front of the first <c>FROM</c>.</summary>
    BeforeFrom,

    /// <summary>An instruction stands behind <c>ONBUILD</c> that may not.</summary>
    OnbuildTrigger,
}
