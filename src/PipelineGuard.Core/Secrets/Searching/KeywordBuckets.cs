using System.Runtime.Intrinsics;

namespace PipelineGuard.Secrets.Searching;

/// <summary>
/// Eight buckets of keywords of three bytes. A bucket accepts at each place any byte made of a low half and a high half that some keyword of it has
/// there, so keywords that are alike should share one: each goes where it makes chance hits least more likely.
/// </summary>
internal sealed class KeywordBuckets
{
    /// <summary>The bytes of each keyword.</summary>
    public const int Length = 3;

    private const int Count = 8;

    private readonly Bucket[] _buckets = [.. Enumerable.Range(0, Count).Select(_ => new Bucket())];

    private KeywordBuckets()
    {
    }

    /// <summary>Puts all keywords into buckets.</summary>
    public static KeywordBuckets Fill(IEnumerable<Keyword> keywords)
    {
        var buckets = new KeywordBuckets();
        foreach (var keyword in keywords.OrderByDescending(keyword => GramFrequency.Of(keyword.Text))) buckets.Put(keyword);
        return buckets;
    }

    /// <summary>For each of the sixteen values of half a byte at one place, the buckets that accept it, as bits.</summary>
    public Vector128<byte> Halves(int place, bool high)
    {
        var bits = new byte[16];
        for (int bucket = 0; bucket < Count; bucket++)
        {
            int accepted = high ? _buckets[bucket].At(place).High : _buckets[bucket].At(place).Low;
            for (int half = 0; half < bits.Length; half++) bits[half] |= (byte)((accepted >> half & 1) << bucket);
        }
        return Vector128.Create(bits);
    }

    private void Put(Keyword keyword)
    {
        Span<AcceptedHalves> with = stackalloc AcceptedHalves[Length], best = stackalloc AcceptedHalves[Length];
        var (chosen, least) = (_buckets[0], double.PositiveInfinity);
        foreach (var bucket in _buckets)
        {
            double more = bucket.ChanceWith(keyword, with) - bucket.Chance;
            if (more >= least) continue;
            (chosen, least) = (bucket, more);
            with.CopyTo(best);
        }
        chosen.Accept(best);
    }

    private sealed class Bucket
    {
        private readonly AcceptedHalves[] _places = new AcceptedHalves[KeywordBuckets.Length];

        public double Chance { get; private set; }

        public AcceptedHalves At(int place) => _places[place];

        /// <summary>How likely chance hits were with another keyword, and what the bucket would accept then.</summary>
        public double ChanceWith(Keyword keyword, Span<AcceptedHalves> with)
        {
            for (int place = 0; place < with.Length; place++) with[place] = _places[place].With(keyword, place);
            return with.SequenceEqual(_places) ? Chance : GramFrequency.OfHalves(with);
        }

        public void Accept(ReadOnlySpan<AcceptedHalves> places)
        {
            places.CopyTo(_places);
            Chance = GramFrequency.OfHalves(places);
        }
    }
}

/// <summary>The halves of bytes accepted at one place, as bits, and how likely a byte made of them is.</summary>
internal readonly record struct AcceptedHalves(ushort Low, ushort High, double Chance)
{
    // The bit in which the cases of a letter differ.
    private const byte CaseBit = 0x20;

    /// <summary>True when a byte is made of such halves.</summary>
    public bool Has(byte value) => (Low >> (value & 15) & High >> (value >> 4) & 1) != 0;

    /// <summary>The same with the bytes that a keyword has at a place.</summary>
    public AcceptedHalves With(Keyword keyword, int place)
    {
        var (low, high) = (Low, High);
        byte value = (byte)keyword.Text[place];
        Add(value, ref low, ref high);
        if (keyword.IgnoreCase && char.IsAsciiLetter((char)value)) Add((byte)(value ^ CaseBit), ref low, ref high);
        return low == Low && high == High ? this : new(low, high, ByteFrequency.OfHalves(low, high));
    }

    private static void Add(byte value, ref ushort low, ref ushort high) => (low, high) = ((ushort)(low | 1 << (value & 15)), (ushort)(high | 1 << (value >> 4)));
}
