namespace PipelineGuard.Advisories.Cvss;

/// <summary>The base score of CVSS v3.0 and v3.1, specification §7.1; the two differ in the scores of other metrics only.</summary>
internal static class Cvss3
{
    private const int AV = 0, AC = 1, PR = 2, UI = 3, S = 4, C = 5, I = 6, A = 7;

    private const sbyte ScopeChanged = 1;

    private static readonly CvssMetrics Metrics = new("X",
        new("AV", "N", "A", "L", "P") { IsMandatory = true },
        new("AC", "L", "H") { IsMandatory = true },
        new("PR", "N", "L", "H") { IsMandatory = true },
        new("UI", "N", "R") { IsMandatory = true },
        new("S", "U", "C") { IsMandatory = true },
        new("C", "H", "L", "N") { IsMandatory = true },
        new("I", "H", "L", "N") { IsMandatory = true },
        new("A", "H", "L", "N") { IsMandatory = true },
        new("E", "H", "F", "P", "U"),
        new("RL", "U", "W", "T", "O"),
        new("RC", "C", "R", "U"),
        new("CR", "H", "M", "L"),
        new("IR", "H", "M", "L"),
        new("AR", "H", "M", "L"),
        new("MAV", "N", "A", "L", "P"),
        new("MAC", "L", "H"),
        new("MPR", "N", "L", "H"),
        new("MUI", "N", "R"),
        new("MS", "U", "C"),
        new("MC", "H", "L", "N"),
        new("MI", "H", "L", "N"),
        new("MA", "H", "L", "N"));

    // §7.4, by level.
    private static readonly decimal[] AttackVector = [0.85m, 0.62m, 0.55m, 0.2m];
    private static readonly decimal[] AttackComplexity = [0.77m, 0.44m];
    private static readonly decimal[] PrivilegesRequired = [0.85m, 0.62m, 0.27m];
    private static readonly decimal[] PrivilegesRequiredInChangedScope = [0.85m, 0.68m, 0.5m];
    private static readonly decimal[] UserInteraction = [0.85m, 0.62m];
    private static readonly decimal[] Impact = [0.56m, 0.22m, 0m];

    /// <summary>The base score; null when the text, without its <c>CVSS:3.x/</c>, is no vector of this version.</summary>
    public static double? Score(ReadOnlySpan<char> text)
    {
        Span<sbyte> levels = stackalloc sbyte[Metrics.Count];
        return Metrics.TryRead(text, levels) ? (double)Score(levels) : null;
    }

    private static decimal Score(ReadOnlySpan<sbyte> levels)
    {
        var changed = levels[S] == ScopeChanged;
        var lost = 1 - (1 - Impact[levels[C]]) * (1 - Impact[levels[I]]) * (1 - Impact[levels[A]]);
        var impact = changed ? 7.52m * (lost - 0.029m) - 3.25m * Power15(lost - 0.02m) : 6.42m * lost;
        if (impact <= 0) return 0;

        var privileges = (changed ? PrivilegesRequiredInChangedScope : PrivilegesRequired)[levels[PR]];
        var exploitability = 8.22m * AttackVector[levels[AV]] * AttackComplexity[levels[AC]] * privileges * UserInteraction[levels[UI]];
        return RoundUp(Math.Min((changed ? 1.08m : 1m) * (impact + exploitability), 10));
    }

    /// <summary>
    /// §7: the smallest number with one decimal that is not below. Appendix A gives an integer version of it to keep clear of
    /// the errors of binary fractions; decimals have none.
    /// </summary>
    private static decimal RoundUp(decimal value) => Math.Ceiling(value * 10) / 10;

    private static decimal Power15(decimal value)
    {
        var cubed = value * value * value;
        return cubed * cubed * cubed * cubed * cubed;
    }
}
