namespace PipelineGuard.Secrets.Searching;

/// <summary>How often bytes in a row stand in what images hold, letters in either case. Rough, as only speed depends on it.</summary>
internal static class GramFrequency
{
    private static readonly Trigram[] Common =
        [.. CommonTrigrams.Groups.SelectMany(group => group.Members.Chunk(Trigram.Length).Select(three => new Trigram((byte)three[0], (byte)three[1], (byte)three[2], group.Share)))];

    private static readonly Dictionary<(byte, byte, byte), double> Shares = Common.ToDictionary(trigram => (trigram.First, trigram.Second, trigram.Third), trigram => trigram.Share);

    /// <summary>The share of places where a gram of three characters or more stands: no more than that of its rarest three.</summary>
    public static double Of(ReadOnlySpan<char> gram)
    {
        double least = 1;
        for (int at = 0; at <= gram.Length - Trigram.Length; at++) least = Math.Min(least, OfThree(gram.Slice(at, Trigram.Length)));
        return least;
    }

    /// <summary>The share of places where three bytes stand that are made of halves accepted at each.</summary>
    public static double OfHalves(ReadOnlySpan<AcceptedHalves> places)
    {
        double sum = places[0].Chance * places[1].Chance * places[2].Chance;
        foreach (ref readonly var trigram in Common.AsSpan())
        {
            if (places[0].Has(trigram.First) && places[1].Has(trigram.Second) && places[2].Has(trigram.Third)) sum += trigram.Share;
        }
        return sum;
    }

    private static double OfThree(ReadOnlySpan<char> three) =>
        Shares.TryGetValue((Lower(three[0]), Lower(three[1]), Lower(three[2])), out double share) ? share : Math.Min(CommonTrigrams.Rest, ByteFrequency.Of(three));

    private static byte Lower(char value) => (byte)char.ToLowerInvariant(value);

    private readonly record struct Trigram(byte First, byte Second, byte Third, double Share)
    {
        public const int Length = 3;
    }
}
