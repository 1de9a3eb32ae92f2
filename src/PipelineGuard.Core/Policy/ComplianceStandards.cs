using System.Collections.Immutable;

namespace PipelineGuard.Policy;

/// <summary>The standards that <c>compliance</c> accepts; rules name their share of one in their tags (<c>cis-docker:4.1</c>).</summary>
public static class ComplianceStandards
{
    /// <summary>CIS Docker Benchmark, CIS Distribution Independent Linux Benchmark, NIST SP 800-190 (Application Container Security Guide).</summary>
    public static ImmutableArray<string> Known { get; } = ["cis-docker", "cis-linux", "nist-800-190"];
}
