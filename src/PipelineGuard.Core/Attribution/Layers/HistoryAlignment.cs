using System.Collections.Immutable;

namespace PipelineGuard.Attribution.Layers;

/// <summary>Which instruction each step of a history tells of.</summary>
/// <param name="Matches">For each step the position of its instruction and how well it fits; null for a step of the base image, or one that fits none.</param>
/// <param name="BaseSteps">How many steps at the beginning belong to the base image.</param>
/// <param name="Score">The higher, the better the whole fits.</param>
internal sealed record HistoryAlignment(ImmutableArray<(int Instruction, double Similarity)?> Matches, int BaseSteps, double Score)
{
    // Real images have fewer than a hundred steps.
    private const long MostCells = 500_000;
    private const double LayerWeight = 3;

    // Below this two commands have little more in common than "apt-get" and "&&".
    private const double LeastSimilarity = 0.45;
    private const double SkippedSetting = -0.2;
    private const double SkippedLayer = -1.5;
    private const double StrangeSetting = -0.3;
    private const double StrangeLayer = -2;

    /// <summary>
    /// Aligns by dynamic programming: any number of steps at the beginning may be the base image's; from there on each side may skip, at a
    /// cost, because some builders do not record settings and some instructions leave nothing behind.
    /// </summary>
    public static HistoryAlignment Of(ImmutableArray<InstructionText> instructions, ImmutableArray<HistoryStep> history)
    {
        int m = instructions.Length, n = history.Length;
        if ((m + 1L) * (n + 1L) > MostCells) return new([.. history.Select(_ => ((int, double)?)null)], n, double.NegativeInfinity);
        var (best, alike) = (new double[m + 1, n + 1], new double[m, n]);
        for (int i = 1; i <= m; i++)
        {
            best[i, 0] = best[i - 1, 0] + SkipCost(instructions[i - 1]);
            for (int j = 1; j <= n; j++)
            {
                alike[i - 1, j - 1] = instructions[i - 1].Similarity(history[j - 1]);
                best[i, j] = Math.Max(Matched(i, j), Math.Max(best[i - 1, j] + SkipCost(instructions[i - 1]), best[i, j - 1] + StrangeCost(history[j - 1])));
            }
        }
        return Trace();

        double Matched(int i, int j) =>
            alike[i - 1, j - 1] < LeastSimilarity ? double.NegativeInfinity : best[i - 1, j - 1] + (Weight(instructions[i - 1]) * ((2 * alike[i - 1, j - 1]) - 0.5));

        HistoryAlignment Trace()
        {
            var matches = new (int, double)?[n];
            int i = m, j = n;
            while (i > 0 && j > 0)
            {
                if (best[i, j] == Matched(i, j)) matches[--j] = (--i, alike[i, j]);
                else if (best[i, j] == best[i - 1, j] + SkipCost(instructions[i - 1])) i--;
                else j--;
            }
            return new([.. matches], i == 0 ? j : 0, best[m, n]);
        }
    }

    private static double Weight(InstructionText instruction) => instruction.MakesLayer ? LayerWeight : 1;

    private static double SkipCost(InstructionText instruction) => instruction.MakesLayer ? SkippedLayer : SkippedSetting;

    private static double StrangeCost(HistoryStep step) => step.MadeLayer ? StrangeLayer : StrangeSetting;
}
