using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

/// <summary>The ids by which a policy may name a finding.</summary>
internal static class FindingNames
{
    /// <summary>Its rule, then its advisory and the advisory's aliases.</summary>
    public static IEnumerable<string> Ids(this Finding finding)
    {
        yield return finding.Rule.Value;
        if (finding.Advisory is not { } advisory) yield break;
        if (advisory.Id != finding.Rule.Value) yield return advisory.Id;
        foreach (var alias in advisory.Aliases) yield return alias;
    }
}
