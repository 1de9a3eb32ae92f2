using System.Collections.Immutable;

namespace PipelineGuard.Secrets.Searching;

/// <summary>
/// Finds hundreds of keywords in one pass over bytes: those of three letters at every position, all others by sampling.
/// </summary>
internal sealed class KeywordSearch
{
    // Both look at a part of the text while it is near.
    private const int Part = 4096;

    private readonly KeywordTexts _texts;
    private readonly BucketSearch _short;
    private readonly SampledSearch _long;

    /// <param name="keywords">What is looked for; a keyword is known by its index.</param>
    public KeywordSearch(ImmutableArray<Keyword> keywords)
    {
        _texts = new(keywords);
        var isLong = Enumerable.Range(0, keywords.Length).ToLookup(keyword => keywords[keyword].Text.Length >= SampledSearch.ShortestKeyword);
        _short = new(_texts, [.. isLong[false]]);
        _long = new(_texts, [.. isLong[true]]);
    }

    /// <summary>The bytes that a search must see behind a position to judge it.</summary>
    public int Longest => _texts.Longest;

    /// <summary>Tells of every keyword whose grams begin within a stretch. Stretches that join find each keyword once.</summary>
    /// <param name="text">What is searched; all of it is looked at when keywords are compared.</param>
    /// <param name="from">First position of the stretch.</param>
    /// <param name="to">The position behind it.</param>
    /// <param name="sink">Takes what is found, in the order of the text but for keywords that stand near each other.</param>
    public void Search<TSink>(ReadOnlySpan<byte> text, int from, int to, ref TSink sink)
        where TSink : IKeywordSink, allows ref struct
    {
        for (int at = from; at < to; at += Part)
        {
            int end = Math.Min(at + Part, to);
            _short.Search(text, at, end, ref sink);
            _long.Search(text, at, end, ref sink);
        }
    }
}
