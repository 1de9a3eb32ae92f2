using System.Collections.Immutable;
using System.Text;

namespace PipelineGuard.Secrets.Searching;

/// <summary>The keywords of a search, each known by its index.</summary>
internal sealed class KeywordTexts(ImmutableArray<Keyword> keywords)
{
    private readonly byte[][] _texts = [.. keywords.Select(keyword => Encoding.ASCII.GetBytes(keyword.Text))];

    /// <summary>One of them.</summary>
    public Keyword this[int keyword] => keywords[keyword];

    /// <summary>The bytes of one of them.</summary>
    public ReadOnlySpan<byte> BytesOf(int keyword) => _texts[keyword];

    /// <summary>How many bytes the longest has.</summary>
    public int Longest { get; } = keywords.Max(keyword => keyword.Text.Length);

    /// <summary>True when a keyword stands at a place, which may lie outside of the text.</summary>
    public bool StandsAt(ReadOnlySpan<byte> text, int start, int keyword)
    {
        var wanted = _texts[keyword];
        if (start < 0 || start + wanted.Length > text.Length) return false;
        var there = text.Slice(start, wanted.Length);
        return keywords[keyword].IgnoreCase ? Ascii.EqualsIgnoreCase(there, wanted) : there.SequenceEqual(wanted);
    }
}
