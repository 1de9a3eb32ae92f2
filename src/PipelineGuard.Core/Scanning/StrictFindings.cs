using PipelineGuard.Compliance;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning;

/// <summary>Strict rules speak only where somebody asks for a standard that they have a share of.</summary>
internal static class StrictFindings
{
    /// <summary>The findings of strict rules that a control of a template names.</summary>
    public static IEnumerable<Finding> AskedFor(IEnumerable<TargetScan> scans, IReadOnlyCollection<ComplianceTemplate> templates)
    {
        if (templates.Count == 0) return [];
        var asked = templates.SelectMany(template => template.Controls).SelectMany(control => control.Checks).SelectMany(check => check.Rules).ToHashSet(StringComparer.Ordinal);
        return scans.SelectMany(scan => scan.StrictFindings).Where(finding => asked.Contains(finding.Rule.Value));
    }
}
