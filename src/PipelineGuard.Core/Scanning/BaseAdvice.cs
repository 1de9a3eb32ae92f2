using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>What other images would change for the one that an image stands on.</summary>
/// <param name="Image">The image, as it was named.</param>
/// <param name="Base">The candidate that the image stands on, told by its layers; null when none is.</param>
/// <param name="KnowsBase">True when only the base image's vulnerabilities were counted; false when all of the image's were, since nothing tells them apart.</param>
/// <param name="Candidates">The candidates, the one that leaves least first; the base itself is not among them.</param>
public sealed record BaseAdvice(string Image, string? Base, bool KnowsBase, ImmutableArray<BaseCandidate> Candidates)
{
    /// <summary>Compares vulnerabilities of a scan's first target with those of its others.</summary>
    /// <param name="report">A scan of the image and, behind it, the candidates.</param>
    /// <returns>The advice; waived vulnerabilities count in nobody's favour.</returns>
    public static BaseAdvice Of(ScanReport report)
    {
        var image = report.Targets[0];
        var others = report.Targets.Skip(1).ToList();
        var current = others.Where(other => IsBaseOf(other, image)).MaxBy(other => other.Layers.Length);
        bool knowsBase = current is not null || image.Layers.Any(layer => layer.Facts.Origin == LayerOrigin.Base);
        var before = current is not null ? Vulnerabilities(report, current) : Vulnerabilities(report, image).Where(finding => !knowsBase || finding.Layer?.Origin == LayerOrigin.Base);
        var old = before.ToList();
        var candidates = others.Where(other => other != current).Select(other => BaseCandidate.Of(other, old, Vulnerabilities(report, other), image.Distribution?.Id == other.Distribution?.Id));
        return new(image.Name, current?.Name, knowsBase, [.. candidates.OrderBy(candidate => !candidate.IsSameDistribution).ThenBy(candidate => candidate.Left).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)]);
    }

    // Fewer layers than the image, and all of them its first.
    private static bool IsBaseOf(TargetReport other, TargetReport image) =>
        !other.Layers.IsEmpty && other.Layers.Length < image.Layers.Length
        && other.Layers.Zip(image.Layers).All(pair => pair.First.Facts.DiffId is { } own && own == pair.Second.Facts.DiffId);

    private static IEnumerable<Finding> Vulnerabilities(ScanReport report, TargetReport target) =>
        report.Findings.Where(finding => finding.Kind == FindingKind.Vulnerability && finding.State != FindingState.Waived && finding.Target == target.Name);
}

/// <summary>What one candidate would change.</summary>
/// <param name="Name">The candidate, as it was named.</param>
/// <param name="Before">Vulnerabilities of the base image that is used now.</param>
/// <param name="Removed">Those of them that the candidate does not have.</param>
/// <param name="Added">Vulnerabilities of the candidate that the base image does not have.</param>
/// <param name="IsSameDistribution">True when both are of the same distribution; another one is seldom a replacement.</param>
public sealed record BaseCandidate(string Name, int Before, int Removed, int Added, bool IsSameDistribution)
{
    /// <summary>Vulnerabilities that would be there with it.</summary>
    public int Left => Before - Removed + Added;

    internal static BaseCandidate Of(TargetReport target, IEnumerable<Finding> before, IEnumerable<Finding> after, bool isSameDistribution)
    {
        var old = before.Select(Key).ToHashSet();
        var next = after.Select(Key).ToHashSet();
        return new(target.Name, old.Count, old.Count(key => !next.Contains(key)), next.Count(key => !old.Contains(key)), isSameDistribution);
    }

    // A package of another version with the same vulnerability has the same vulnerability.
    private static (string, string?) Key(Finding finding) => (finding.Rule.Value, finding.Package?.Name);
}
