using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

/// <summary>The exit codes of every command: a finding never shares one with a mistake or a crash.</summary>
public static class ExitCodes
{
    /// <summary>Nothing reaches a block threshold.</summary>
    public const int Pass = 0;

    /// <summary>The policy blocks.</summary>
    public const int Block = 1;

    /// <summary>Wrong usage or configuration.</summary>
    public const int Usage = 2;

    /// <summary>Something could not be looked at.</summary>
    public const int Incomplete = 3;

    /// <summary>The run as a whole failed.</summary>
    public const int Failure = 4;

    // Shells use 126 and up for themselves: not found, not executable, killed by a signal.
    private const int LargestOwn = 125;

    /// <summary>The code for a verdict.</summary>
    /// <param name="verdict">The outcome of a scan.</param>
    /// <param name="warnCode">The code for Warn: 0 or 5 to 125; null for 0.</param>
    /// <exception cref="GuardException">The code for Warn means something else already, whatever the verdict is.</exception>
    public static int For(Verdict verdict, int? warnCode = null)
    {
        int warn = warnCode ?? Pass;
        if (!MayMeanWarn(warn)) throw BadWarnCode(warn);
        return verdict switch
        {
            Verdict.Pass => Pass,
            Verdict.Warn => warn,
            Verdict.Incomplete => Incomplete,
            Verdict.Block => Block,
        };
    }

    /// <summary>True when a code may stand for Warn: 0, or one that means nothing else. Ask before a scan, so that nobody waits for a mistake.</summary>
    public static bool MayMeanWarn(int code) => code is Pass or (> Failure and <= LargestOwn);

    /// <summary>The code for a run that ended early.</summary>
    public static int For(GuardException exception) => exception.Problem.Effect switch
    {
        ProblemEffect.Usage => Usage,
        ProblemEffect.Incomplete => Incomplete,
        ProblemEffect.Failure or ProblemEffect.Note => Failure,
    };

    private static GuardException BadWarnCode(int code) =>
        new(Problems.BadUsage, FormattableString.Invariant($"--exit-code-warn {code}"), $"1 to 4 have a meaning of their own and shells use 126 and up: take 0 or 5 to {LargestOwn}.");
}
