namespace PipelineGuard.Versions;

/// <summary>
/// The order of Maven: POM reference, "Version Order Specification". Every text has its place in it. Words for a release count as
/// nothing wherever they stand, and a version's end has a fixed place among tokens; so the order is total, which Maven's own is not quite.
/// </summary>
internal sealed class MavenVersions : IVersionScheme
{
    public string Name => "maven";

    // Maven refuses no version. One that starts with no digit ("RELEASE", "master", "${revision}") says nothing about its place.
    public bool IsValid(string version) => version.Length > 0 && char.IsAsciiDigit(version[0]) && !version.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    public int Compare(string left, string right)
    {
        left = left.ToLowerInvariant();
        right = right.ToLowerInvariant();
        var l = Tokens(left);
        var r = Tokens(right);
        for (int i = 0; i < Math.Max(l.Count, r.Count); i++)
        {
            var order = CompareAt(i, l, left, r, right);
            if (order != 0) return order;
        }
        return 0;
    }

    private static int CompareAt(int index, List<MavenToken> l, string left, List<MavenToken> r, string right)
    {
        var lRank = index < l.Count ? l[index].Rank : MavenToken.ReleaseRank;
        var rRank = index < r.Count ? r[index].Rank : MavenToken.ReleaseRank;
        if (lRank != rRank) return lRank - rRank;
        if (index >= l.Count || index >= r.Count) return 0;
        var lText = left.AsSpan(l[index].Start, l[index].Length);
        var rText = right.AsSpan(r[index].Start, r[index].Length);
        return l[index].IsNumber ? DigitRun.Compare(lText, rText)
            : l[index].IsOtherWord ? lText.SequenceCompareTo(rText)
            : 0;
    }

    /// <summary>The tokens that count: zeros at the end, in front of a word and in front of a hyphen do not.</summary>
    private static List<MavenToken> Tokens(string version)
    {
        var tokens = new List<MavenToken>();
        bool isHyphenated = false;
        int at = 0;
        while (at <= version.Length)
        {
            int end = EndOfRun(version, at);
            Add(tokens, version, at, end, isHyphenated);
            if (end == version.Length) break;
            // Without a separator letters and digits changed places, which is as good as a hyphen.
            bool isSeparator = version[end] is '.' or '-' or '_';
            isHyphenated = !isSeparator || version[end] != '.';
            at = isSeparator ? end + 1 : end;
        }
        TrimZeros(tokens, version);
        return tokens;
    }

    private static void Add(List<MavenToken> tokens, string version, int start, int end, bool isHyphenated)
    {
        bool isNumber = start == end || char.IsAsciiDigit(version[start]);
        var token = isNumber
            ? MavenToken.Number(start, end - start, isHyphenated)
            : MavenToken.Word(version.AsSpan(start, end - start), start, end < version.Length && char.IsAsciiDigit(version[end]));
        if (token.Rank == MavenToken.ReleaseRank) return;
        if (token.IsHyphenated) TrimZeros(tokens, version);
        tokens.Add(token);
    }

    private static int EndOfRun(string version, int start)
    {
        int end = start;
        while (end < version.Length && version[end] is not ('.' or '-' or '_') && char.IsAsciiDigit(version[end]) == char.IsAsciiDigit(version[start])) end++;
        return end;
    }

    private static void TrimZeros(List<MavenToken> tokens, string version)
    {
        while (tokens.Count > 0 && tokens[^1] is { IsNumber: true } last && version.AsSpan(last.Start, last.Length).TrimStart('0').IsEmpty) tokens.RemoveAt(tokens.Count - 1);
    }
}
