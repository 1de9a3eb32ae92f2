using static PipelineGuard.Advisories.Cvss.Cvss4;

namespace PipelineGuard.Advisories.Cvss;

/// <summary>
/// A class of vectors of like severity, v4.0 §8.2: one level in each equivalence set, 0 the worst. Sets 3 and 6 depend on each other,
/// so they are one set here with the five levels that exist: 00, 01, 10, 11 and 21.
/// </summary>
internal readonly record struct Cvss4MacroVector(int Eq1, int Eq2, int Eq3And6, int Eq4, int Eq5)
{
    // Tables 24 to 29, with the worst value of a metric as 0. In a subsequent system Safety is 0 and High is 1.
    private const sbyte Physical = 3, High = 0, HighInSubsequentSystem = 1, Safety = 0;

    public static Cvss4MacroVector Of(ReadOnlySpan<sbyte> levels) =>
        new(Exploitability(levels), Complexity(levels), VulnerableSystem(levels), SubsequentSystem(levels), levels[E]);

    private static int Exploitability(ReadOnlySpan<sbyte> levels) => (levels[AV], levels[PR], levels[UI]) switch
    {
        (0, 0, 0) => 0,
        (Physical, _, _) => 2,
        (0, _, _) or (_, 0, _) or (_, _, 0) => 1,
        _ => 2,
    };

    private static int Complexity(ReadOnlySpan<sbyte> levels) => (levels[AC], levels[AT]) is (0, 0) ? 0 : 1;

    private static int VulnerableSystem(ReadOnlySpan<sbyte> levels)
    {
        var hitsHighRequirement = (levels[VC], levels[CR]) is (High, 0) || (levels[VI], levels[IR]) is (High, 0) || (levels[VA], levels[AR]) is (High, 0);
        return (levels[VC], levels[VI], levels[VA]) switch
        {
            (High, High, _) => hitsHighRequirement ? 0 : 1,
            (High, _, _) or (_, High, _) or (_, _, High) => hitsHighRequirement ? 2 : 3,
            _ => 4,
        };
    }

    private static int SubsequentSystem(ReadOnlySpan<sbyte> levels) => (levels[SC], levels[SI], levels[SA]) switch
    {
        (_, Safety, _) or (_, _, Safety) => 0,
        (HighInSubsequentSystem, _, _) or (_, HighInSubsequentSystem, _) or (_, _, HighInSubsequentSystem) => 1,
        _ => 2,
    };
}
