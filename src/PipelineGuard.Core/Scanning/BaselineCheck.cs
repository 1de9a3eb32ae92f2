using System.Collections.Immutable;
using PipelineGuard.Baselines;
using PipelineGuard.Findings;
using PipelineGuard.Policy;

namespace PipelineGuard.Scanning;

/// <summary>Holds findings against what is known already.</summary>
internal static class BaselineCheck
{
    /// <summary>Marks what is known, and counts.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="scans">What was scanned.</param>
    /// <param name="options">What the user named.</param>
    /// <returns>The findings, and the comparison; null without a baseline.</returns>
    /// <exception cref="GuardException">PG8003: the baseline cannot be read.</exception>
    public static (ImmutableArray<Finding> Findings, BaselineComparison? Comparison) Run(ImmutableArray<Finding> findings, IReadOnlyCollection<TargetScan> scans, GuardOptions options)
    {
        if (options.Baseline is not { } file) return (findings, null);
        var baseline = BaselineFile.Read(file);
        var names = NamesOf(scans);
        ImmutableArray<Finding> marked = [.. findings.Select(finding => baseline.Knows(finding.Fingerprint, names.GetValueOrDefault(finding.Target)) && finding.State == FindingState.New ? finding with { State = FindingState.Unchanged } : finding)];
        int known = marked.Count(finding => baseline.Knows(finding.Fingerprint, names.GetValueOrDefault(finding.Target)));
        var scanned = names.Values.ToHashSet(StringComparer.Ordinal);
        var (_, gone) = baseline.DifferenceTo(Baseline.Of(findings, names));
        return (marked, new(file, marked.Length - known, known, [.. gone.Where(entry => entry.Target is null || scanned.Contains(entry.Target))]));
    }

    /// <summary>The policy that lets pass what is known: <c>--new-only</c>.</summary>
    public static GuardPolicy NewOnly(GuardPolicy policy) => policy with
    {
        Block = [.. policy.Block.Select(line => line with { New = true })],
        Warn = [.. policy.Warn.Select(line => line with { New = true })],
    };

    /// <summary>The policy that looks at one side of the image only: <c>--only</c>.</summary>
    public static GuardPolicy Only(GuardPolicy policy, LayerOrigin origin)
    {
        return policy with { Block = Narrowed(policy.Block), Warn = Narrowed(policy.Warn) };

        ImmutableArray<Threshold> Narrowed(ImmutableArray<Threshold> lines) => [.. lines.Where(line => (line.Origin ?? origin) == origin).Select(line => line with { Origin = origin })];
    }

    /// <summary>The logical name of each target.</summary>
    public static Dictionary<string, string> NamesOf(IEnumerable<TargetScan> scans) =>
        scans.DistinctBy(scan => scan.Report.Name).ToDictionary(scan => scan.Report.Name, scan => scan.Report.LogicalName, StringComparer.Ordinal);
}
