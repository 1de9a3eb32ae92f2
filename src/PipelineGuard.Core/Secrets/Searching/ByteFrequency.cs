using System.Numerics;

namespace PipelineGuard.Secrets.Searching;

/// <summary>How often bytes stand in what images hold: text, code and programs. Rough, as only speed depends on it.</summary>
internal static class ByteFrequency
{
    // From the most to the least frequent.
    private const string Letters = "etaoinsrlcdupmhgfbyvwkxjqz";
    private const string Punctuation = "._-/:=,\"'()";

    private static readonly double[] Table = Measure();

    /// <summary>The share of one byte, 0 to 1.</summary>
    public static double Of(byte value) => Table[value];

    /// <summary>How likely it is that characters stand somewhere by chance, in either case.</summary>
    public static double Of(ReadOnlySpan<char> text)
    {
        double chance = 1;
        foreach (char c in text) chance *= Table[c] + (char.IsAsciiLetter(c) ? Table[c ^ 0x20] : 0);
        return chance;
    }

    /// <summary>The share of the bytes that are made of one of some low halves and one of some high halves, each given as bits.</summary>
    public static double OfHalves(int low, int high)
    {
        double sum = 0;
        for (int rest = high; rest != 0; rest &= rest - 1)
        {
            int row = BitOperations.TrailingZeroCount(rest) << 4;
            for (int column = low; column != 0; column &= column - 1) sum += Table[row | BitOperations.TrailingZeroCount(column)];
        }
        return sum;
    }

    private static double[] Measure()
    {
        var weights = new double[256];
        Array.Fill(weights, 0.02);
        for (int i = 0; i < Letters.Length; i++)
        {
            weights[Letters[i]] = 12.0 / (1 + (i * 0.5));
            weights[char.ToUpperInvariant(Letters[i])] = weights[Letters[i]] / 8;
        }
        foreach (char c in Punctuation) weights[c] = 1;
        for (char c = '0'; c <= '9'; c++) weights[c] = 1;
        (weights[' '], weights['\n'], weights[0]) = (12, 2, 10);
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
