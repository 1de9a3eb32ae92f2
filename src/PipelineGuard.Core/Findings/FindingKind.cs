namespace PipelineGuard.Findings;

/// <summary>What sort of risk a finding is about; policy thresholds and report sections go by it.</summary>
public enum FindingKind
{
    /// <summary>A package with a known vulnerability; the rule id is the advisory's.</summary>
    Vulnerability,

    /// <summary>Software whose maker no longer supports it (<c>PGV###</c>).</summary>
    EndOfLife,

    /// <summary>A credential (<c>PGS###</c>).</summary>
    Secret,

    /// <summary>Malicious or tampered content (<c>PGM###</c>).</summary>
    Malware,

    /// <summary>An unsafe or wasteful instruction in a Dockerfile (<c>PGD###</c>).</summary>
    Dockerfile,

    /// <summary>An unsafe image configuration or file system (<c>PGI###</c>).</summary>
    Configuration,
}
