namespace PipelineGuard.Advisories.Cvss;

/// <summary>CVSS v2.0, "A Complete Guide to the Common Vulnerability Scoring System", §3.2.1. Old advisories have nothing newer.</summary>
internal static class Cvss2
{
    private const int AV = 0, AC = 1, Au = 2, C = 3, I = 4, A = 5;

    private static readonly CvssMetrics Metrics = new("ND",
        new("AV", "L", "A", "N") { IsMandatory = true },
        new("AC", "H", "M", "L") { IsMandatory = true },
        new("Au", "M", "S", "N") { IsMandatory = true },
        new("C", "N", "P", "C") { IsMandatory = true },
        new("I", "N", "P", "C") { IsMandatory = true },
        new("A", "N", "P", "C") { IsMandatory = true },
        new("E", "U", "POC", "F", "H"),
        new("RL", "OF", "TF", "W", "U"),
        new("RC", "UC", "UR", "C"),
        new("CDP", "N", "L", "LM", "MH", "H"),
        new("TD", "N", "L", "M", "H"),
        new("CR", "L", "M", "H"),
        new("IR", "L", "M", "H"),
        new("AR", "L", "M", "H"));

    // By level. Decimals, so that nothing but the last step rounds.
    private static readonly decimal[] AccessVector = [0.395m, 0.646m, 1.0m];
    private static readonly decimal[] AccessComplexity = [0.35m, 0.61m, 0.71m];
    private static readonly decimal[] Authentication = [0.45m, 0.56m, 0.704m];
    private static readonly decimal[] Impact = [0m, 0.275m, 0.660m];

    /// <summary>The base score; null when the text is no vector of this version.</summary>
    public static double? Score(ReadOnlySpan<char> text)
    {
        Span<sbyte> levels = stackalloc sbyte[Metrics.Count];
        return Metrics.TryRead(text, levels) ? (double)Score(levels) : null;
    }

    private static decimal Score(ReadOnlySpan<sbyte> levels)
    {
        var impact = 10.41m * (1 - (1 - Impact[levels[C]]) * (1 - Impact[levels[I]]) * (1 - Impact[levels[A]]));
        if (impact == 0) return 0;

        var exploitability = 20 * AccessVector[levels[AV]] * AccessComplexity[levels[AC]] * Authentication[levels[Au]];
        return Math.Round((0.6m * impact + 0.4m * exploitability - 1.5m) * 1.176m, 1, MidpointRounding.AwayFromZero);
    }
}
