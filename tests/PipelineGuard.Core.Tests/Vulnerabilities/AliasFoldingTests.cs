namespace PipelineGuard.Vulnerabilities;

public sealed class AliasFoldingTests
{
    // A record: id, then ids after "=" (aliases), "<" (upstream) and "~" (related). A result: id, then the aliases in parentheses.
    [Theory]
    [InlineData("GHSA-1=CVE-1", "CVE-1(GHSA-1)")]
    [InlineData("GHSA-1=CVE-1;PYSEC-1=CVE-1", "CVE-1(GHSA-1,PYSEC-1)")]
    [InlineData("PYSEC-1=GHSA-1", "GHSA-1(PYSEC-1)")]
    [InlineData("MAL-1=ABC-1", "MAL-1(ABC-1)")]
    [InlineData("CVE-1;GHSA-2=CVE-2", "CVE-1();CVE-2(GHSA-2)")]
    [InlineData("A-1=B-1;C-1=D-1;E-1=B-1,D-1", "A-1(B-1,C-1,D-1,E-1)")]
    [InlineData("DEBIAN-CVE-1<CVE-1;DSA-1<CVE-1", "CVE-1(DEBIAN-CVE-1,DSA-1)")]
    [InlineData("ALPINE-CVE-1", "CVE-1(ALPINE-CVE-1)")]
    [InlineData("DSA-1<CVE-1,CVE-2", "CVE-1(DSA-1);CVE-2(DSA-1)")]
    [InlineData("DSA-1<CVE-1,CVE-2;DEBIAN-CVE-2<CVE-2", "CVE-1(DSA-1);CVE-2(DEBIAN-CVE-2,DSA-1)")]
    [InlineData("DEBIAN-CVE-2<CVE-2;DSA-1<CVE-1,CVE-2;DSA-3<CVE-2,CVE-3", "CVE-1(DSA-1);CVE-2(DEBIAN-CVE-2,DSA-1,DSA-3);CVE-3(DSA-3)")]
    [InlineData("ALSA-1~CVE-1,CVE-2", "CVE-1(ALSA-1);CVE-2(ALSA-1)")]
    [InlineData("DSA-1=CVE-1,CVE-2", "CVE-1(DSA-1);CVE-2(DSA-1)")]
    [InlineData("GHSA-1=CVE-1~CVE-2", "CVE-1(GHSA-1)")]
    [InlineData("GHSA-1=CVE-2,CVE-1", "CVE-1(CVE-2,GHSA-1)")]
    [InlineData("USN-1<UBUNTU-CVE-1,CVE-1", "CVE-1(USN-1)")]
    [InlineData("DSA-1", "DSA-1()")]
    public void Each_vulnerability_stands_once_under_the_id_people_search_for(string records, string expected)
    {
        var folded = AliasFolding.Fold(records.Split(';').Select(Match));
        Assert.Equal(expected, string.Join(';', folded.Select(match => $"{match.Id}({string.Join(',', match.Aliases)})")));
    }

    [Fact]
    public void The_order_of_the_records_does_not_matter()
    {
        string[] records = ["A-1=B-1", "C-1=D-1", "E-1=B-1,D-1", "DSA-1<CVE-1,CVE-2", "GHSA-1=CVE-1"];
        var folded = AliasFolding.Fold(records.Select(Match)).Select(match => (match.Id, string.Join(',', match.Aliases)));
        Assert.Equal(folded, AliasFolding.Fold(records.Reverse().Select(Match)).Select(match => (match.Id, string.Join(',', match.Aliases)))!, (a, b) => a.Item2 == b.Item2);
    }

    private static RecordMatch Match(string text)
    {
        int end = text.AsSpan().IndexOfAny("=<~");
        return new(new(end < 0 ? text : text[..end]) { Aliases = List(text, '='), Upstream = List(text, '<'), Related = List(text, '~') }, []);
    }

    private static System.Collections.Immutable.ImmutableArray<string> List(string text, char mark)
    {
        int start = text.IndexOf(mark, StringComparison.Ordinal) + 1;
        if (start == 0) return [];
        int length = text.AsSpan(start).IndexOfAny("=<~");
        return [.. (length < 0 ? text[start..] : text.Substring(start, length)).Split(',')];
    }
}
