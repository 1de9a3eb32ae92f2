namespace PipelineGuard.Versions;

/// <summary>
/// The order of RubyGems (<c>Gem::Version</c>): numbers and words in turn, a word comes before the end and the end before a number,
/// zeros at the end of the leading numbers and of the whole do not count, a hyphen means <c>.pre.</c>.
/// </summary>
internal sealed class RubyGemsVersions : IVersionScheme
{
    public string Name => "rubygems";

    public bool IsValid(string version)
    {
        var text = version.AsSpan().Trim();
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]) || text[^1] is '.' or '-' || text.Contains("..", StringComparison.Ordinal)) return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-')) return false;
        }
        return !text.Contains("-.", StringComparison.Ordinal) && !text.Contains(".-", StringComparison.Ordinal) && DigitRun.IsNumber(FirstSegment(text));
    }

    public int Compare(string left, string right)
    {
        var l = Segments(left);
        var r = Segments(right);
        for (int i = 0; i < Math.Max(l.Count, r.Count); i++)
        {
            int byKind = Kind(l, i) - Kind(r, i);
            if (byKind != 0) return byKind;
            int order = char.IsAsciiDigit(l[i].Span[0]) ? DigitRun.Compare(l[i].Span, r[i].Span) : l[i].Span.SequenceCompareTo(r[i].Span);
            if (order != 0) return order;
        }
        return 0;
    }

    private static ReadOnlySpan<char> FirstSegment(ReadOnlySpan<char> text) => text.IndexOfAny('.', '-') is >= 0 and var end ? text[..end] : text;

    // A word, the end, a number: in this order.
    private static int Kind(List<ReadOnlyMemory<char>> segments, int index) =>
        index >= segments.Count ? 1 : char.IsAsciiDigit(segments[index].Span[0]) ? 2 : 0;

    private static List<ReadOnlyMemory<char>> Segments(string version)
    {
        var text = version.Replace("-", ".pre.", StringComparison.Ordinal).AsMemory();
        var segments = new List<ReadOnlyMemory<char>>();
        bool isLeading = true;
        for (int at = 0; at < text.Length;)
        {
            int end = EndOfRun(text.Span, at);
            if (end == at)
            {
                at++;
                continue;
            }
            if (isLeading && !char.IsAsciiDigit(text.Span[at])) TrimZeros(segments);
            isLeading &= char.IsAsciiDigit(text.Span[at]);
            segments.Add(text[at..end]);
            at = end;
        }
        TrimZeros(segments);
        return segments;
    }

    private static int EndOfRun(ReadOnlySpan<char> text, int start)
    {
        int end = start;
        bool isDigit = char.IsAsciiDigit(text[start]);
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]) && char.IsAsciiDigit(text[end]) == isDigit) end++;
        return end;
    }

    private static void TrimZeros(List<ReadOnlyMemory<char>> segments)
    {
        while (segments.Count > 0 && segments[^1].Span.TrimStart('0').IsEmpty) segments.RemoveAt(segments.Count - 1);
    }
}
