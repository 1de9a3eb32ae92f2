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
        foreach (var fingerprint in fingerprints.OrderByDescending(fingerprint => fingerprint.Chance()))
        {
            buckets._buckets.MinBy(bucket => bucket.ChanceWith(fingerprint) - bucket.Chance)!.Add(fingerprint);
        }
        return buckets;
    }

    /// <summary>For each of the sixteen values of half a byte at one place, the buckets that accept it, as bits.</summary>
    public Vector128<byte> Halves(int place, bool high)
    {
        var bits = new byte[16];
        for (int bucket = 0; bucket < Count; bucket++)
        {
            int accepted = high ? _buckets[bucket].High[place] : _buckets[bucket].Low[place];
            for (int half = 0; half < bits.Length; half++) bits[half] |= (byte)((accepted >> half & 1) << bucket);
        }
        return Vector128.Create(bits);
    }

    private sealed class Bucket
    {
        public ushort[] Low { get; } = new ushort[Fingerprint.Length];

        public ushort[] High { get; } = new ushort[Fingerprint.Length];

        public double Chance { get; private set; }

        public void Add(Fingerprint fingerprint)
        {
            for (int place = 0; place < Fingerprint.Length; place++) (Low[place], High[place]) = With(fingerprint, place);
            Chance = ChanceOf(place => (Low[place], High[place]));
        }

        public double ChanceWith(Fingerprint fingerprint) => ChanceOf(place => With(fingerprint, place));

        private (ushort Low, ushort High) With(Fingerprint fingerprint, int place)
        {
            if (place >= fingerprint.Text.Length) return (ushort.MaxValue, ushort.MaxValue);
            int low = Low[place], high = High[place];
            foreach (byte value in fingerprint.Bytes(place)) (low, high) = (low | 1 << (value & 15), high | 1 << (value >> 4));
            return ((ushort)low, (ushort)high);
        }

        private static double ChanceOf(Func<int, (ushort Low, ushort High)> halves)
        {
            double chance = 1;
            for (int place = 0; place < Fingerprint.Length; place++)
            {
                var (low, high) = halves(place);
                double sum = 0;
                for (int value = 0; value < 256; value++) sum += (low >> (value & 15) & high >> (value >> 4) & 1) * ByteFrequency.Of((byte)value);
                chance *= sum;
            }
            return chance;
        }
    }
}
