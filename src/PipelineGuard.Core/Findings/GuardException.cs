namespace PipelineGuard.Findings;

/// <summary>Ends a run because of the user's input or surroundings. Wrappers print it without a stack trace; anything else is a bug.</summary>
public sealed class GuardException : Exception
{
    /// <summary>Says what happened to which thing.</summary>
    /// <param name="problem">The kind of trouble, with its code, effect and hint.</param>
    /// <param name="subject">The thing it was about, as the user named it; with <c>(line,column)</c> when it is a place in a file.</param>
    /// <param name="detail">What happened, in one sentence.</param>
    /// <param name="inner">What caused it; null when nothing did.</param>
    public GuardException(ProblemInfo problem, string subject, string detail, Exception? inner = null)
        : base($"{problem.Code}: '{subject}': {detail} {problem.Hint}", inner) =>
        (Problem, Subject, Detail) = (problem, subject, detail);

    /// <summary>The kind of trouble.</summary>
    public ProblemInfo Problem { get; }

    /// <summary>The thing it was about.</summary>
    public string Subject { get; }

    /// <summary>What happened.</summary>
    public string Detail { get; }
}
