using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>Something that a builder would refuse, or that could not be read; the rest of the file was still read.</summary>
/// <param name="Span">Where.</param>
/// <param name="Message">What is wrong, in one sentence; may hold text of the file.</param>
internal sealed record SyntaxProblem(TextSpan Span, string Message) : ISyntax;
