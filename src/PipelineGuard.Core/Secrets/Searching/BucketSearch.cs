using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PipelineGuard.Secrets.Searching;

/// <summary>
/// Finds keywords at every position. Every keyword has a fingerprint, the rarest four bytes of it. Sixteen positions at once are
/// tested against eight buckets of fingerprints by looking up the halves of each byte (the idea of "Teddy" in Hyperscan, which the framework uses
/// for <c>SearchValues&lt;string&gt;</c>, too; that one takes characters only and gives up its vectors at this number of words). What passes is
/// looked up in a hash table, and only then compared.
/// </summary>
internal sealed class BucketSearch
{
    // Sorting keywords into buckets pays only for more text than a few Dockerfiles hold; so much is looked up position by position before.
    private const int SmallText = 64 << 10;

    private readonly KeywordTexts _texts;
    private readonly FingerprintTable _table;
    private readonly Lazy<Masks> _masks;
    private readonly bool _hasShort;
    private int _searched;

    /// <param name="texts">All keywords.</param>
    /// <param name="own">Those that are looked for here, by their indices.</param>
    public BucketSearch(KeywordTexts texts, ImmutableArray<int> own)
    {
        _texts = texts;
        ImmutableArray<Fingerprint> fingerprints = [.. own.Select(keyword => Fingerprint.Of(texts[keyword]))];
        _table = new([.. own.Zip(fingerprints, (keyword, fingerprint) => ((ulong)fingerprint.Key(), new FingerprintEntry(keyword, fingerprint.Offset)))]);
        _hasShort = fingerprints.Any(fingerprint => fingerprint.IsShort);
        _masks = new(() => Masks.Of(FingerprintBuckets.Fill(fingerprints)));
    }

    /// <inheritdoc cref="KeywordSearch.Search"/>
    public void Search<TSink>(ReadOnlySpan<byte> text, int from, int to, ref TSink sink)
        where TSink : IKeywordSink, allows ref struct
    {
        int at = from;
        if (Vector128.IsHardwareAccelerated && IsWorthMasks(to - from))
        {
            var masks = _masks.Value;
            ref byte start = ref MemoryMarshal.GetReference(text);
            int last = Math.Min(to, text.Length - Fingerprint.Length + 1) - Vector128<byte>.Count;
            for (; at <= last; at += Vector128<byte>.Count)
            {
                var hits = masks.Test(ref Unsafe.Add(ref start, at));
                if (hits != Vector128<byte>.Zero) CheckAll(text, at, hits, ref sink);
            }
        }
        for (; at < to && at + Fingerprint.ShortLength <= text.Length; at++) Check(text, at, ref sink);
    }

    // The count is a hint: threads may overwrite each other's.
    private bool IsWorthMasks(int length)
    {
        if (_searched > SmallText) return true;
        _searched += Math.Min(length, SmallText + 1);
        return _searched > SmallText;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CheckAll<TSink>(ReadOnlySpan<byte> text, int at, Vector128<byte> hits, ref TSink sink)
        where TSink : IKeywordSink, allows ref struct
    {
        uint places = ~Vector128.Equals(hits, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
        ref byte start = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        for (; places != 0; places &= places - 1)
        {
            int place = BitOperations.TrailingZeroCount(places);
            uint bytes = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, place));
            if (MayStand(bytes)) Check(text, at + place, ref sink);
        }
    }

    // Fingerprints are read as they lie in memory: the first byte lowest, as on all machines that .NET runs on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool MayStand(uint bytes) => _table.Keys.MayHave(Fingerprint.Key(bytes)) || (_hasShort && _table.Keys.MayHave(Fingerprint.ShortKey(bytes)));

    private void Check<TSink>(ReadOnlySpan<byte> text, int at, ref TSink sink)
        where TSink : IKeywordSink, allows ref struct
    {
        uint bytes = at + Fingerprint.Length <= text.Length
            ? BinaryPrimitives.ReadUInt32LittleEndian(text[at..])
            : text[at] | (uint)text[at + 1] << 8 | (uint)text[at + 2] << 16;
        Tell(text, at, Fingerprint.Key(bytes), ref sink);
        if (_hasShort) Tell(text, at, Fingerprint.ShortKey(bytes), ref sink);
    }

    private void Tell<TSink>(ReadOnlySpan<byte> text, int at, uint key, ref TSink sink)
        where TSink : IKeywordSink, allows ref struct
    {
        foreach (var entry in _table.Find(key))
        {
            if (_texts.StandsAt(text, at - entry.Offset, entry.Keyword)) sink.Found(entry.Keyword, at - entry.Offset);
        }
    }

    // For each of the four bytes, which buckets accept its low half and which its high half: a bit for each bucket.
    private readonly struct Masks
    {
        private readonly Vector128<byte> _low0, _low1, _low2, _low3, _high0, _high1, _high2, _high3;

        private Masks(Vector128<byte>[] low, Vector128<byte>[] high)
        {
            (_low0, _low1, _low2, _low3) = (low[0], low[1], low[2], low[3]);
            (_high0, _high1, _high2, _high3) = (high[0], high[1], high[2], high[3]);
        }

        public static Masks Of(FingerprintBuckets buckets)
        {
            var (low, high) = (new Vector128<byte>[Fingerprint.Length], new Vector128<byte>[Fingerprint.Length]);
            for (int i = 0; i < Fingerprint.Length; i++) (low[i], high[i]) = (buckets.Halves(i, high: false), buckets.Halves(i, high: true));
            return new(low, high);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<byte> Test(ref byte at) =>
            Test(ref at, 0, _low0, _high0) & Test(ref at, 1, _low1, _high1) & Test(ref at, 2, _low2, _high2) & Test(ref at, 3, _low3, _high3);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector128<byte> Test(ref byte at, nuint offset, Vector128<byte> low, Vector128<byte> high)
        {
            var bytes = Vector128.LoadUnsafe(ref at, offset);
            return Vector128.ShuffleNative(low, bytes & Vector128.Create((byte)0x0F)) & Vector128.ShuffleNative(high, bytes >>> 4);
        }
    }
}
