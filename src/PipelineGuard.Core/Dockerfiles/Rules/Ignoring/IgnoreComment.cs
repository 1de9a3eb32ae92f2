using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Rules.Ignoring;

/// <summary>Whose rules a comment names.</summary>
internal enum IgnoreDialect
{
    /// <summary><c># pipelineguard ignore=PGD007 reason=…</c>.</summary>
    PipelineGuard,

    /// <summary><c># hadolint ignore=DL3006</c>, with ShellCheck's ids too.</summary>
    Hadolint,

    /// <summary><c># check=skip=StageNameCasing</c>, a parser directive of Docker's.</summary>
    Docker,
}

/// <summary>How far a comment reaches.</summary>
internal enum IgnoreScope
{
    /// <summary>The next instruction, or the one it stands in.</summary>
    Instruction,

    /// <summary>The stage of that instruction.</summary>
    Stage,

    /// <summary>The whole file.</summary>
    File,
}

/// <summary>A comment that switches rules off.</summary>
/// <param name="Dialect">Whose rules it names.</param>
/// <param name="Scope">How far it reaches.</param>
/// <param name="Names">The ids as written.</param>
/// <param name="Reason">Why; null when it does not say.</param>
internal sealed record IgnoreComment(IgnoreDialect Dialect, IgnoreScope Scope, ImmutableArray<string> Names, string? Reason) : ISyntax
{
    /// <inheritdoc/>
    public TextSpan Span { get; init; }

    /// <summary>The next instruction, or the one it stands in; null at the end of the file.</summary>
    public Instruction? Target { get; init; }

    /// <summary>Why it does nothing although it is well written, as a sentence; null when it counts.</summary>
    public string? Objection(DockerfileContext context)
    {
        if (context.DisablesHadolintComments && Dialect == IgnoreDialect.Hadolint)
            return "The Hadolint configuration disables ignore comments: this one does nothing.";
        return context.IgnoreComments switch
        {
            IgnoreComments.Allow => null,
            IgnoreComments.WithReason => Reason is null ? "The policy asks ignore comments for a reason: without one this does nothing." : null,
            IgnoreComments.Forbid => "The policy forbids ignore comments: this one does nothing.",
        };
    }
}
