namespace PipelineGuard.Policy;

/// <summary>The outcome of a scan, least to worst; see <c>docs/policy.md</c>.</summary>
public enum Verdict
{
    /// <summary>Everything was looked at and nothing reaches a threshold.</summary>
    Pass,

    /// <summary>Something reaches a <c>warn</c> threshold.</summary>
    Warn,

    /// <summary>Something could not be looked at, so nobody can say Pass.</summary>
    Incomplete,

    /// <summary>Something reaches a <c>block</c> threshold.</summary>
    Block,
}
