using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace PipelineGuard.Secrets.Searching;

/// <summary>
/// Eight buckets of fingerprints. A bucket accepts at each place any byte made of a low half and a high half that some fingerprint of it has
/// there, so fingerprints that are alike should share one: each goes where it makes chance hits least more likely.
/// </summary>
internal sealed class FingerprintBuckets
{
    private const int Count = 8;

    private readonly Bucket[] _buckets = [.. Enumerable.Range(0, Count).Select(_ => new Bucket())];

    private FingerprintBuckets()
    {
    }

    /// <summary>Puts all fingerprints into buckets.</summary>
    public static FingerprintBuckets Fill(ImmutableArray<Fingerprint> fingerprints)
    {
        var buckets = new FingerprintBuckets();
        foreach (var fingerprint in fingerprints.OrderByDescending(fingerprint => fingerprint.Chance())) buckets.Put(fingerprint);
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

    private void Put(Fingerprint fingerprint)
    {
        Span<AcceptedHalves> with = stackalloc AcceptedHalves[Fingerprint.Length], best = stackalloc AcceptedHalves[Fingerprint.Length];
        var (chosen, least) = (_buckets[0], double.PositiveInfinity);
        foreach (var bucket in _buckets)
        {
            double more = bucket.ChanceWith(fingerprint, with) - bucket.Chance;
            if (more >= least) continue;
            (chosen, least) = (bucket, more);
            with.CopyTo(best);
        }
        chosen.Accept(best);
    }

    private sealed class Bucket
    {
        private readonly AcceptedHalves[] _places = new AcceptedHalves[Fingerprint.Length];

        public double Chance { get; private set; }

        public AcceptedHalves At(int place) => _places[place];

        /// <summary>How likely chance hits were with another fingerprint, and what the bucket would accept then.</summary>
        public double ChanceWith(Fingerprint fingerprint, Span<AcceptedHalves> with)
        {
            double chance = 1;
            for (int place = 0; place < with.Length; place++)
            {
                with[place] = _places[place].With(fingerprint, place);
                chance *= with[place].Chance;
            }
            return chance;
        }

        public void Accept(ReadOnlySpan<AcceptedHalves> places)
        {
            places.CopyTo(_places);
            Chance = 1;
            foreach (var place in places) Chance *= place.Chance;
        }
    }
}

/// <summary>The halves of bytes accepted at one place, as bits, and how likely a byte made of them is.</summary>
internal readonly record struct AcceptedHalves(ushort Low, ushort High, double Chance)
{
    private static readonly AcceptedHalves Any = new(ushort.MaxValue, ushort.MaxValue, 1);

    /// <summary>The same with the bytes that a fingerprint has at a place.</summary>
    public AcceptedHalves With(Fingerprint fingerprint, int place)
    {
        if (place >= fingerprint.Text.Length) return Any;
        var (low, high) = (Low, High);
        var (first, second) = fingerprint.At(place);
        Add(first, ref low, ref high);
        Add(second, ref low, ref high);
        return low == Low && high == High ? this : new(low, high, ByteFrequency.OfHalves(low, high));
    }

    private static void Add(byte value, ref ushort low, ref ushort high) => (low, high) = ((ushort)(low | 1 << (value & 15)), (ushort)(high | 1 << (value >> 4)));
}
