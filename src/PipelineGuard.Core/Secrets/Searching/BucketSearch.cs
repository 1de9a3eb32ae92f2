using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PipelineGuard.Secrets.Searching;

/// <summary>
/// Finds keywords of three bytes. Sixteen or thirty-two positions at once are tested against eight buckets of keywords by looking up the halves of each byte (the
/// idea of "Teddy" in Hyperscan, which the framework uses for <c>SearchValues&lt;string&gt;</c>, too; that one takes characters only). What passes is
/// looked up in a hash table, and only then compared.
/// </summary>
internal sealed class BucketSearch
{
    private readonly KeywordTexts _texts;
    private readonly GramTable _table;
    private readonly Masks _masks;

    /// <param name="texts">All keywords.</param>
    /// <param name="own">Those that are looked for here, by their indices.</param>
    /// <exception cref="ArgumentException">One of those has not three bytes.</exception>
    public BucketSearch(KeywordTexts texts, ImmutableArray<int> own)
    {
        if (own.Any(keyword => texts[keyword].Text.Length != KeywordBuckets.Length)) throw new ArgumentException("A keyword is too short to be looked for.");
        _texts = texts;
        _table = new([.. own.Select(keyword => (GramKey.Of(texts.BytesOf(keyword)), new GramEntry(keyword, 0)))]);
        _masks = Masks.Of(KeywordBuckets.Fill(own.Select(keyword => texts[keyword])));
    }

    /// <inheritdoc cref="KeywordSearch.Search"/>
    public void Search<TSink>(ReadOnlySpan<byte> text, int from, int to, ref TSink sink)
        where TSink : IKeywordSink, allows ref struct
    {
        int at = from, end = Math.Min(to, text.Length - KeywordBuckets.Length + 1);
        ref byte start = ref MemoryMarshal.GetReference(text);
        if (Avx2.IsSupported)
        {
            for (; at <= end - Vector256<byte>.Count; at += Vector256<byte>.Count)
            {
                var hits = _masks.TestWide(ref Unsafe.Add(ref start, at));
                if (hits != Vector256<byte>.Zero) CheckAll(text, at, ~Vector256.Equals(hits, Vector256<byte>.Zero).ExtractMostSignificantBits(), ref sink);
            }
        }
        if (Vector128.IsHardwareAccelerated)
        {
            for (; at <= end - Vector128<byte>.Count; at += Vector128<byte>.Count)
            {
                var hits = _masks.Test(ref Unsafe.Add(ref start, at));
                if (hits != Vector128<byte>.Zero) CheckAll(text, at, ~Vector128.Equals(hits, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF, ref sink);
            }
        }
        for (; at < end; at++) Check(text, at, ref sink);
    }

    // A bit for each position from one on, the first lowest.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CheckAll<TSink>(ReadOnlySpan<byte> text, int at, uint places, ref TSink sink)
        where TSink : IKeywordSink, allows ref struct
    {
        for (; places != 0; places &= places - 1) Check(text, at + BitOperations.TrailingZeroCount(places), ref sink);
    }

    private void Check<TSink>(ReadOnlySpan<byte> text, int at, ref TSink sink)
        where TSink : IKeywordSink, allows ref struct
    {
        ulong key = GramKey.Of(text.Slice(at, KeywordBuckets.Length));
        if (!_table.Keys.MayHave(key)) return;
        foreach (ref readonly var entry in _table.Find(key))
        {
            if (_texts.StandsAt(text, at, entry.Keyword)) sink.Found(entry.Keyword, at);
        }
    }

    // For each of the three bytes, which buckets accept its low half and which its high half: a bit for each bucket.
    private readonly struct Masks
    {
        private readonly Vector128<byte> _low0, _low1, _low2, _high0, _high1, _high2;

        private Masks(Vector128<byte>[] low, Vector128<byte>[] high)
        {
            (_low0, _low1, _low2) = (low[0], low[1], low[2]);
            (_high0, _high1, _high2) = (high[0], high[1], high[2]);
        }

        public static Masks Of(KeywordBuckets buckets)
        {
            var (low, high) = (new Vector128<byte>[KeywordBuckets.Length], new Vector128<byte>[KeywordBuckets.Length]);
            for (int i = 0; i < KeywordBuckets.Length; i++) (low[i], high[i]) = (buckets.Halves(i, high: false), buckets.Halves(i, high: true));
            return new(low, high);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<byte> Test(ref byte at) =>
            Test(ref at, 0, _low0, _high0) & Test(ref at, 1, _low1, _high1) & Test(ref at, 2, _low2, _high2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<byte> TestWide(ref byte at) =>
            TestWide(ref at, 0, _low0, _high0) & TestWide(ref at, 1, _low1, _high1) & TestWide(ref at, 2, _low2, _high2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector128<byte> Test(ref byte at, nuint offset, Vector128<byte> low, Vector128<byte> high)
        {
            var bytes = Vector128.LoadUnsafe(ref at, offset);
            return Vector128.ShuffleNative(low, bytes & Vector128.Create((byte)0x0F)) & Vector128.ShuffleNative(high, bytes >>> 4);
        }

        // Looks up within each half, both of which hold the same.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<byte> TestWide(ref byte at, nuint offset, Vector128<byte> low, Vector128<byte> high)
        {
            var bytes = Vector256.LoadUnsafe(ref at, offset);
            return Avx2.Shuffle(Vector256.Create(low, low), bytes & Vector256.Create((byte)0x0F)) & Avx2.Shuffle(Vector256.Create(high, high), bytes >>> 4);
        }
    }
}
