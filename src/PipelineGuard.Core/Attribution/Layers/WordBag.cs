using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Stages;

namespace PipelineGuard.Attribution.Layers;

/// <summary>The words of a text without their order, made to be compared often: each pair of instruction and step is.</summary>
internal sealed class WordBag
{
    // Comparing more words tells nothing new.
    private const int MostWords = 400;
    private const int MostGaps = 16;
    private static readonly char[] Separators = [' ', '\t', '\r', '\n', '"', '\'', '[', ']', ',', '\\'];
    private readonly ImmutableArray<string> _words;
    private readonly uint[] _sorted;

    private WordBag(ImmutableArray<string> words)
    {
        _words = words;
        _sorted = [.. words.Select(Hash)];
        Array.Sort(_sorted);
    }

    /// <summary>Takes a text apart; quotes and brackets are no part of words.</summary>
    public static WordBag Of(string text) => new([.. text.Split(Separators, MostWords + 1, StringSplitOptions.RemoveEmptyEntries).Take(MostWords)]);

    /// <summary>True when both have the same words in the same order.</summary>
    public bool IsSame(WordBag other) => _words.SequenceEqual(other._words);

    /// <summary>
    /// How alike they are, 0 to 1: Dice's coefficient over the words, each as often as it stands there. A word of this one with a gap
    /// (<see cref="Scope.Unknown"/>) fits any that has the same ends.
    /// </summary>
    public double Alike(WordBag other)
    {
        if (_words.IsEmpty || other._words.IsEmpty) return IsSame(other) ? 1 : 0;
        int same = 0;
        for (int i = 0, j = 0; i < _sorted.Length && j < other._sorted.Length;)
        {
            int order = _sorted[i].CompareTo(other._sorted[j]);
            if (order == 0) same++;
            if (order <= 0) i++;
            if (order >= 0) j++;
        }
        return 2.0 * Math.Min(same + Gaps(other), Math.Min(_words.Length, other._words.Length)) / (_words.Length + other._words.Length);
    }

    /// <summary>True when a text fits a pattern, whose parts between its first and its last gap are left to the build.</summary>
    public static bool Fits(string pattern, string text)
    {
        int first = pattern.IndexOf(Scope.Unknown, StringComparison.Ordinal);
        if (first < 0) return pattern == text;
        var (head, tail) = (pattern[..first], pattern[(pattern.LastIndexOf(Scope.Unknown) + 1)..]);
        return text.Length >= head.Length + tail.Length && text.StartsWith(head, StringComparison.Ordinal) && text.EndsWith(tail, StringComparison.Ordinal);
    }

    private int Gaps(WordBag other)
    {
        var gaps = _words.Where(word => word.Contains(Scope.Unknown, StringComparison.Ordinal)).Take(MostGaps).ToList();
        if (gaps.Count == 0) return 0;
        var rest = other._words.Except(_words, StringComparer.Ordinal).ToList();
        return gaps.Count(gap => rest.FindIndex(word => Fits(gap, word)) is >= 0 and var found && RemoveAt(rest, found));
    }

    private static bool RemoveAt(List<string> words, int at)
    {
        words.RemoveAt(at);
        return true;
    }

    // FNV-1a: the same on every run, unlike the hash codes of strings.
    private static uint Hash(string word)
    {
        uint hash = 2166136261;
        foreach (char c in word) hash = (hash ^ c) * 16777619;
        return hash;
    }
}
