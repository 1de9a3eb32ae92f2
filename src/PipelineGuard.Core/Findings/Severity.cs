namespace PipelineGuard.Findings;

/// <summary>How bad a finding is, from least to worst; comparisons with <c>&lt;</c> and <c>&gt;</c> are meaningful.</summary>
public enum Severity
{
    /// <summary>Worth knowing, no risk by itself.</summary>
    Info,

    /// <summary>CVSS 0.1 to 3.9.</summary>
    Low,

    /// <summary>CVSS 4.0 to 6.9; also what an advisory without any rating counts as.</summary>
    Medium,

    /// <summary>CVSS 7.0 to 8.9.</summary>
    High,

    /// <summary>CVSS 9.0 to 10.0.</summary>
    Critical,
}
