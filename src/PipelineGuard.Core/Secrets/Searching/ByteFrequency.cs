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
