namespace PipelineGuard.Findings;

/// <summary>What the source of an advisory says about a fix.</summary>
public enum FixState
{
    /// <summary>The source does not say.</summary>
    Unknown,

    /// <summary>A version without the vulnerability exists.</summary>
    Fixed,

    /// <summary>No version without the vulnerability exists yet.</summary>
    NotFixed,

    /// <summary>The maintainers decided against a fix.</summary>
    WontFix,
}
