using PipelineGuard.Findings;
using PipelineGuard.Policy;

namespace PipelineGuard.Scanning;

/// <summary>Strict rules speak only where somebody asks for a standard that they have a share of.</summary>
internal static class StrictFindings
{
    /// <summary>The findings of strict rules that carry a tag of a standard in the policy's <c>compliance</c>.</summary>
    public static IEnumerable<Finding> AskedFor(IEnumerable<TargetScan> scans, GuardPolicy policy)
    {
        if (policy.Compliance.IsEmpty) return [];
        var asked = RuleCatalog.Rules.Where(rule => rule.IsStrict && rule.Tags.Any(IsAsked)).Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        return scans.SelectMany(scan => scan.StrictFindings).Where(finding => asked.Contains(finding.Rule.Value));

        bool IsAsked(string tag) => policy.Compliance.Any(standard => tag.StartsWith(standard + ":", StringComparison.Ordinal));
    }
}
