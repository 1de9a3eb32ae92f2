using static PipelineGuard.Advisories.Cvss.Cvss4;

namespace PipelineGuard.Advisories.Cvss;

/// <summary>
/// Places a vector between the score of its macro vector and those of the next lower ones, v4.0 §8.2 "CVSS v4.0 Scoring using
/// MacroVectors and Interpolation". In whole numbers, so that only the specified rounding takes place.
/// </summary>
internal static class Cvss4Interpolation
{
    // The specification measures the distance to a "highest severity vector" of the macro vector (Table 30 and cvss-v4 "max composed").
    // There may be several of them, but the levels of each add up to the same, so the sum is all one needs.
    private static readonly int[] WorstSum1 = [0, 1, 3];
    private static readonly int[] WorstSum2 = [0, 1];
    private static readonly int[] WorstSum3And6 = [0, 3, 1, 3, 3];
    private static readonly int[] WorstSum4 = [1, 3, 6];

    // How many steps it takes to leave the macro vector in each set ("depth", or "max severity").
    private static readonly int[] Depth1 = [1, 4, 5];
    private static readonly int[] Depth2 = [1, 2];
    private static readonly int[] Depth3And6 = [7, 6, 8, 8, 10];
    private static readonly int[] Depth4 = [6, 5, 4];

    // The least common multiple of all depths.
    private const int Unit = 840;

    /// <summary>The score in tenths, 0 to 100.</summary>
    public static int Tenths(ReadOnlySpan<sbyte> levels)
    {
        var macro = Cvss4MacroVector.Of(levels);
        var distance1 = levels[AV] + levels[PR] + levels[UI] - WorstSum1[macro.Eq1];
        var distance2 = levels[AC] + levels[AT] - WorstSum2[macro.Eq2];
        var distance3And6 = levels[VC] + levels[VI] + levels[VA] + levels[CR] + levels[IR] + levels[AR] - WorstSum3And6[macro.Eq3And6];
        var distance4 = levels[SC] + levels[SI] + levels[SA] - WorstSum4[macro.Eq4];

        var mean = new MeanDrop(Cvss4Scores.Of(macro)!.Value);
        mean.Add(Cvss4Scores.Of(macro with { Eq1 = macro.Eq1 + 1 }), distance1, Depth1[macro.Eq1]);
        mean.Add(Cvss4Scores.Of(macro with { Eq2 = macro.Eq2 + 1 }), distance2, Depth2[macro.Eq2]);
        mean.Add(NextLower3And6(macro), distance3And6, Depth3And6[macro.Eq3And6]);
        mean.Add(Cvss4Scores.Of(macro with { Eq4 = macro.Eq4 + 1 }), distance4, Depth4[macro.Eq4]);
        // One metric alone makes set 5, so its vectors all are at distance 0.
        mean.Add(Cvss4Scores.Of(macro with { Eq5 = macro.Eq5 + 1 }), 0, 1);
        return mean.Score();
    }

    /// <summary>From 00 two ways lead down, and the one to the higher score counts.</summary>
    private static int? NextLower3And6(Cvss4MacroVector macro) => macro.Eq3And6 switch
    {
        0 => Math.Max(Cvss4Scores.Of(macro with { Eq3And6 = 1 })!.Value, Cvss4Scores.Of(macro with { Eq3And6 = 2 })!.Value),
        1 or 2 => Cvss4Scores.Of(macro with { Eq3And6 = 3 }),
        _ => Cvss4Scores.Of(macro with { Eq3And6 = macro.Eq3And6 + 1 }),
    };

    /// <summary>The mean of what the vector loses in each set on its way to the next lower macro vector; sets without a lower one do not count.</summary>
    private struct MeanDrop(int macroScore)
    {
        private int _sum;
        private int _count;

        public void Add(int? lowerScore, int distance, int depth)
        {
            if (lowerScore is not { } lower) return;
            _sum += (macroScore - lower) * distance * (Unit / depth);
            _count++;
        }

        /// <summary>The score of the macro vector less the mean, rounded half up.</summary>
        public readonly int Score()
        {
            if (_count == 0) return macroScore;
            var parts = _count * Unit;
            return Math.Clamp((2 * (macroScore * parts - _sum) + parts) / (2 * parts), 0, 100);
        }
    }
}
