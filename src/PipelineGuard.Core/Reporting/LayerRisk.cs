using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting;

/// <summary>How risky a layer is: <c>docs/attribution.md</c> explains the number. It never falls when a finding is added or gets worse.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Findings">What it brought, waived findings left out.</param>
/// <param name="Score">The sum over the findings, 0 or more.</param>
internal sealed record LayerRisk(LayerReport Layer, ImmutableArray<Finding> Findings, double Score)
{
    private const double Exploited = 3;
    private const double Fixable = 1.25;
    private const double Given = 2;

    /// <summary>How many findings of each severity it brought.</summary>
    public SeverityCounts Counts { get; } = new(Findings);

    /// <summary>The layers of a target, bottom first.</summary>
    public static ImmutableArray<LayerRisk> Of(TargetReport target, ScanReport report)
    {
        if (target.Layers.IsEmpty) return [];
        var open = report.Findings.Where(finding => finding.Target == target.Name && finding is { State: not FindingState.Waived, Layer: not null }).ToLookup(finding => finding.Layer!.Index);
        return [.. target.Layers.Select(layer => Of(layer, [.. open[layer.Facts.Index]]))];
    }

    /// <summary>What one finding adds.</summary>
    public static double ScoreOf(Finding finding)
    {
        double score = finding.Severity switch
        {
            Severity.Critical => 40,
            Severity.High => 20,
            Severity.Medium => 6,
            Severity.Low => 1,
            Severity.Info => 0,
        };
        if (finding.Kind is FindingKind.Secret or FindingKind.Malware) score *= Given;
        if (finding.Advisory?.KnownExploited is true) score *= Exploited;
        score *= 1 + (2 * Math.Clamp(finding.Advisory?.Epss ?? 0, 0, 1));
        return finding.Fix is not null ? score * Fixable : score;
    }

    private static LayerRisk Of(LayerReport layer, ImmutableArray<Finding> findings) => new(layer, findings, findings.Sum(ScoreOf));
}
