using System.Globalization;
using Microsoft.CodeAnalysis.Sarif;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Sarif;

/// <summary>How a severity is told to the hosts: the one table behind level, badge and score, so that the three never disagree.</summary>
/// <param name="Level">SARIF 2.1.0 §3.27.10.</param>
/// <param name="Lowest">The lowest <c>security-severity</c> that shows the right badge.</param>
/// <param name="Highest">The highest one.</param>
/// <param name="Usual">The score where there is no CVSS score, or one that belongs to another severity; null for no badge at all.</param>
internal sealed record SarifSeverity(FailureLevel Level, double Lowest, double Highest, double? Usual)
{
    // GitHub shows "critical" for scores over 9.0 and "high" from 7.0 to 8.9: what 9.0 is, its documentation leaves open.
    private static readonly SarifSeverity Critical = new(FailureLevel.Error, 9.1, 10.0, 9.5);
    private static readonly SarifSeverity High = new(FailureLevel.Error, 7.0, 8.9, 8.0);
    private static readonly SarifSeverity Medium = new(FailureLevel.Warning, 4.0, 6.9, 5.5);
    private static readonly SarifSeverity Low = new(FailureLevel.Note, 0.1, 3.9, 2.0);
    private static readonly SarifSeverity Info = new(FailureLevel.Note, double.NaN, double.NaN, null);

    public static SarifSeverity Of(Severity severity) => severity switch
    {
        Severity.Critical => Critical,
        Severity.High => High,
        Severity.Medium => Medium,
        Severity.Low => Low,
        Severity.Info => Info,
    };

    /// <summary>The value of <c>security-severity</c>: a number with one decimal, as text; null for none.</summary>
    /// <param name="cvss">CVSS base score; null when there is none.</param>
    public string? Score(double? cvss)
    {
        double? rounded = cvss is { } known ? Math.Round(known, 1, MidpointRounding.AwayFromZero) : null;
        return (rounded >= Lowest && rounded <= Highest ? rounded : Usual)?.ToString("0.0", CultureInfo.InvariantCulture);
    }
}
