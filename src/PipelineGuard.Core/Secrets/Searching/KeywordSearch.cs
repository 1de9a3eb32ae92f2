using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace PipelineGuard.Secrets.Searching;

/// <summary>
/// Finds hundreds of keywords in one pass over bytes. Every keyword has a fingerprint, the rarest four bytes of it. Sixteen positions at once are
/// tested against eight buckets of fingerprints by looking up the halves of each byte (the idea of "Teddy" in Hyperscan, which the framework uses
/// for <c>SearchValues&lt;string&gt;</c>, too; that one takes characters only and gives up its vectors at this number of words). What passes is
/// looked up in a hash table, and only then compared.
/// </summary>
internal sealed class KeywordSearch
{
    // Sorting keywords into buckets pays only for more text than a few Dockerfiles hold; so much is looked up position by position before.
    private const int SmallText = 64 << 10;

    private readonly byte[][] _texts;
    private readonly bool[] _ignoreCase;
    private readonly FingerprintTable _table;
    private readonly Lazy<Masks> _masks;
    private int _searched;

    /// <param name="keywords">What is looked for; a keyword is known by its index.</param>
    public KeywordSearch(ImmutableArray<Keyword> keywords)
    {
        _texts = [.. keywords.Select(keyword => Encoding.ASCII.GetBytes(keyword.Text))];
        _ignoreCase = [.. keywords.Select(keyword => keyword.IgnoreCase)];
        ImmutableArray<Fingerprint> fingerprints = [.. keywords.Select(Fingerprint.Of)];
        _table = new(fingerprints);
        _masks = new(() => Masks.Of(FingerprintBuckets.Fill(fingerprints)));
    }

    /// <summary>The bytes that a search must see behind a position to judge it.</summary>
    public int Longest => _texts.Max(text => text.Length);

    /// <summary>Tells of every keyword whose fingerprint begins within a stretch. Stretches that join find each keyword once.</summary>
    /// <param name="text">What is searched; all of it is looked at when keywords are compared.</param>
    /// <param name="from">First position of the stretch.</param>
    /// <param name="to">The position behind it.</param>
    /// <param name="sink">Takes what is found, in the order of the text but for keywords that overlap.</param>
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
    private bool MayStand(uint bytes) => _table.MayHave(Fingerprint.Key(bytes)) || (_table.HasShort && _table.MayHave(Fingerprint.ShortKey(bytes)));

    private void Check<TSink>(ReadOnlySpan<byte> text, int at, ref TSink sink)
        where TSink : IKeywordSink, allows ref struct
    {
        uint bytes = at + Fingerprint.Length <= text.Length
            ? BinaryPrimitives.ReadUInt32LittleEndian(text[at..])
            : text[at] | (uint)text[at + 1] << 8 | (uint)text[at + 2] << 16;
        foreach (var entry in _table.Find(Fingerprint.Key(bytes))) Compare(text, at, entry, ref sink);
        if (!_table.HasShort) return;
        foreach (var entry in _table.Find(Fingerprint.ShortKey(bytes))) Compare(text, at, entry, ref sink);
    }

    private void Compare<TSink>(ReadOnlySpan<byte> text, int at, FingerprintEntry entry, ref TSink sink)
        where TSink : IKeywordSink, allows ref struct
    {
        int start = at - entry.Offset;
        var keyword = _texts[entry.Keyword];
        if (start < 0 || start + keyword.Length > text.Length) return;
        var there = text.Slice(start, keyword.Length);
        if (_ignoreCase[entry.Keyword] ? Ascii.EqualsIgnoreCase(there, keyword) : there.SequenceEqual(keyword)) sink.Found(entry.Keyword, start);
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
