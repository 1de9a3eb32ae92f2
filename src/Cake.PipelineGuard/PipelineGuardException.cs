using PipelineGuard.Scanning;

namespace Cake.PipelineGuard;

/// <summary>A run that ended early or with a verdict that stops the build; Cake itself ends with 1 on it.</summary>
public class PipelineGuardException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="exitCode">The exit code that the command line would have ended with.</param>
    /// <param name="message">What happened and what to try, on one line.</param>
    /// <param name="inner">What caused it; null when nothing did.</param>
    public PipelineGuardException(int exitCode, string message, Exception? inner = null) : base(message, inner) => ExitCode = exitCode;

    /// <summary>The exit code that the command line would have ended with: 1 Block, 2 wrong usage or policy, 3 Incomplete, 4 the run failed.</summary>
    public int ExitCode { get; }

    /// <summary>What was found; null when the run ended early.</summary>
    public GuardResult? Result { get; private protected init; }
}

/// <summary>The policy blocks.</summary>
public sealed class PipelineGuardBlockedException : PipelineGuardException
{
    internal PipelineGuardBlockedException(GuardResult result, string message) : base(result.ExitCode, message) => Result = result;
}

/// <summary>Something could not be looked at, so nobody can say that the target is clean.</summary>
public sealed class PipelineGuardIncompleteException : PipelineGuardException
{
    internal PipelineGuardIncompleteException(GuardResult result, string message) : base(result.ExitCode, message) => Result = result;
}
