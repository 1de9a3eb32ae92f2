using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PipelineGuard.Secrets.Searching;

/// <summary>
/// Finds keywords by looking at every second position only. Of two grams, bytes that begin side by side in a keyword, one begins at such a position,
/// wherever the keyword stands; both are known. How many keywords there are changes little.
/// </summary>
internal sealed class SampledSearch
{
    /// <summary>The shortest keyword that can be found so.</summary>
    public const int ShortestKeyword = ShortGram + Stride - 1;

    private const int Stride = 2;
    private const int ShortGram = 3;
    private const int LongGram = 5;

    private readonly KeywordTexts _texts;
    private readonly GramTable _short;
    private readonly GramTable _long;

    /// <param name="texts">All keywords.</param>
    /// <param name="own">Those that are looked for here, by their indices.</param>
    public SampledSearch(KeywordTexts texts, ImmutableArray<int> own)
    {
        _texts = texts;
        var byLength = own.ToLookup(keyword => texts[keyword].Text.Length >= LongGram + Stride - 1);
        _short = TableOf(byLength[false], ShortGram);
        _long = TableOf(byLength[true], LongGram);
    }

    /// <inheritdoc cref="KeywordSearch.Search"/>
    public void Search<TSink>(ReadOnlySpan<byte> text, int from, int to, ref TSink sink)
        where TSink : IKeywordSink, allows ref struct
    {
        // The gram that is met may be the second of a keyword whose first begins within the stretch.
        int end = to + Stride - 1, whole = Math.Min(end, text.Length - sizeof(ulong) + 1), at = from;
        var shortKeys = _short.Keys;
        var longKeys = _long.Keys;
        ref byte start = ref MemoryMarshal.GetReference(text);
        for (; at < whole; at += Stride)
        {
            ulong bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, at));
            ulong key = GramKey.Of(bytes, ShortGram);
            if (shortKeys.MayHave(key)) Tell(_short, key, bytes, text, at, (from, to), ref sink);
            key = GramKey.Of(bytes, LongGram);
            if (longKeys.MayHave(key)) Tell(_long, key, bytes, text, at, (from, to), ref sink);
        }
        for (; at < end && at + ShortGram <= text.Length; at += Stride)
        {
            ulong bytes = GramKey.Read(text[at..]);
            Tell(_short, GramKey.Of(bytes, ShortGram), bytes, text, at, (from, to), ref sink);
            if (at + LongGram <= text.Length) Tell(_long, GramKey.Of(bytes, LongGram), bytes, text, at, (from, to), ref sink);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Tell<TSink>(GramTable table, ulong key, ulong bytes, ReadOnlySpan<byte> text, int at, (int From, int To) stretch, ref TSink sink)
        where TSink : IKeywordSink, allows ref struct
    {
        foreach (ref readonly var entry in table.Find(key))
        {
            if (!entry.Bytes.StandIn(bytes)) continue;
            int first = at - entry.Place;
            if (first >= stretch.From && first < stretch.To && _texts.StandsAt(text, at - entry.Offset, entry.Keyword)) sink.Found(entry.Keyword, at - entry.Offset);
        }
    }

    private GramTable TableOf(IEnumerable<int> keywords, int gram)
    {
        var grams = ImmutableArray.CreateBuilder<(ulong, GramEntry)>();
        foreach (int keyword in keywords)
        {
            var text = _texts.BytesOf(keyword);
            int first = RarestOf(_texts[keyword].Text, gram);
            for (int place = 0; place < Stride; place++)
            {
                grams.Add((GramKey.Of(text.Slice(first + place, gram)), new(keyword, first + place) { Place = place, Bytes = GramBytes.Of(_texts[keyword], first + place) }));
            }
        }
        return new(grams.ToImmutable());
    }

    // Where the grams begin that stand together least often.
    private static int RarestOf(string text, int gram)
    {
        var (rarest, least) = (0, double.PositiveInfinity);
        double before = GramFrequency.Of(text.AsSpan(0, gram));
        for (int next = 1; next + gram <= text.Length; next++)
        {
            double share = GramFrequency.Of(text.AsSpan(next, gram));
            if (before + share < least) (rarest, least) = (next - 1, before + share);
            before = share;
        }
        return rarest;
    }
}
