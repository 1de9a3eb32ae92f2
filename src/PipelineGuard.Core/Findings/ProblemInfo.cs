namespace PipelineGuard.Findings;

/// <summary>What a problem does to the run.</summary>
public enum ProblemEffect
{
    /// <summary>Worth saying; everything was still looked at.</summary>
    Note,

    /// <summary>Something could not be looked at: the verdict is at best Incomplete (exit code 3).</summary>
    Incomplete,

    /// <summary>Wrong usage or configuration: the run ends with exit code 2.</summary>
    Usage,

    /// <summary>The scan as a whole failed: the run ends with exit code 4.</summary>
    Failure,
}

/// <summary>A kind of trouble with a stable code; <c>docs/problems.md</c> lists them all.</summary>
/// <param name="Code"><c>PG</c> and four digits; never reused.</param>
/// <param name="Title">What went wrong, in a few words.</param>
/// <param name="Effect">What it does to the run.</param>
/// <param name="Hint">What to try, in one sentence.</param>
public sealed record ProblemInfo(string Code, string Title, ProblemEffect Effect, string Hint);
