using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

/// <summary>Says when a policy asks about exploitation and nobody had the data: then a threshold was missed, or reached, for want of it.</summary>
internal static class MissingData
{
    /// <summary>One problem for each sort of data that was asked for and missing.</summary>
    public static IEnumerable<ScanProblem> Problems(GuardPolicy policy, IReadOnlyCollection<Finding> findings)
    {
        if (Asks(policy, line => line.KnownExploited is not null) && Count(findings, advisory => advisory.KnownExploited is null) is > 0 and var unlisted)
            yield return Missing(policy, $"'known-exploited' could not be answered for {Wording.Vulnerabilities(unlisted)}: no catalogue of exploited ones was at hand, so other triggers alone decided.");
        if (Asks(policy, line => line.Epss is not null) && Count(findings, advisory => advisory.Epss is null) is > 0 and var unscored)
            yield return Missing(policy, $"'epss' could not be answered for {Wording.Vulnerabilities(unscored)}: without a probability they count as reaching it.");
    }

    private static bool Asks(GuardPolicy policy, Func<Threshold, bool> about) => policy.Block.Any(about) || policy.Warn.Any(about);

    private static int Count(IReadOnlyCollection<Finding> findings, Func<AdvisoryFacts, bool> lacks) =>
        findings.Count(finding => finding is { State: not FindingState.Waived, Advisory: { } advisory } && lacks(advisory));

    private static ScanProblem Missing(GuardPolicy policy, string detail) => new(Findings.Problems.PolicyDataMissing, policy.Source ?? "built-in policy", detail);
}
