using System.Collections.Immutable;

namespace PipelineGuard.Policy;

/// <summary>The standards that <c>compliance</c> accepts by name; anything else there is a file of the user's.</summary>
public static class ComplianceStandards
{
    /// <summary>
    /// The templates that come with PipelineGuard: CIS Docker Benchmark, CIS Linux Benchmarks, NIST SP 800-190 (Application Container Security
    /// Guide), PCI DSS 4, the Security Rule of HIPAA, the General Data Protection Regulation.
    /// </summary>
    public static ImmutableArray<string> Known { get; } = ["cis-docker", "cis-linux", "nist-800-190", "pci-dss-4", "hipaa", "gdpr"];

    /// <summary>True for a path: it has a slash, or ends as YAML and JSON files do.</summary>
    internal static bool IsFile(string name) =>
        name.AsSpan().IndexOfAny('/', '\\') >= 0
        || name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal);
}
