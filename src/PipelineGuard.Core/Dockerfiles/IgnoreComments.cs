namespace PipelineGuard.Dockerfiles;

/// <summary>What comments in a Dockerfile that switch rules off may do, Hadolint's and the <c>check</c> directive of Docker included.</summary>
public enum IgnoreComments
{
    /// <summary>They switch rules off.</summary>
    Allow,

    /// <summary>They switch rules off when they say why; the others do nothing and are reported.</summary>
    WithReason,

    /// <summary>They do nothing and are reported.</summary>
    Forbid,
}
