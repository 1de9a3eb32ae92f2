using System.Text;
using CsCheck;
using PipelineGuard.Secrets.Rules;
using PipelineGuard.Secrets.Searching;

namespace PipelineGuard.Secrets;

public sealed class KeywordSearchTests
{
    // Alike, overlapping, within each other, of each length at which the way of searching changes, and at the edges of a text.
    private static readonly Keyword[] Keywords =
    [
        new("sk-"), new("eyJ"), new("jwt", IgnoreCase: true), new("ghp_"), new("okta", IgnoreCase: true), new("token", IgnoreCase: true), new("xoxb-"),
        new("secret", IgnoreCase: true), new("secret_"), new("password", IgnoreCase: true), new("pass", IgnoreCase: true), new("AccountKey="), new("accountkey", IgnoreCase: true),
        new("aaaaaa"), new("-----BEGIN"),
    ];

    private static readonly KeywordSearch Search = new([.. Keywords]);

    [Fact]
    public void Finds_every_keyword_once_wherever_it_stands_and_however_the_text_is_cut()
    {
        string[] pieces = [.. Keywords.Select(keyword => keyword.Text), .. Keywords.Select(keyword => keyword.Text.ToUpperInvariant()), "a", "aa", "s", "se", "\0", "é", " ", "\n", "pas", "tok", "Account"];
        Gen.Select(Gen.OneOfConst(pieces).Array[0, 40], Gen.Int[1, 60]).Sample((parts, length) =>
        {
            var text = Encoding.Latin1.GetBytes(string.Concat(parts));
            return Found(text, length).SequenceEqual(Standing(text));
        });
    }

    [Fact]
    public void Finds_them_in_much_text_as_in_little()
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"line {i} {Keywords[i % Keywords.Length].Text} and more\n")));

        Assert.Equal(Standing(text), Found(text, 70_000));
    }

    [Fact]
    public void Finds_the_keywords_of_all_rules()
    {
        var index = SecretRuleIndex.Of(SecretRules.All);
        Assert.All(index.Keywords, (keyword, number) =>
        {
            for (int shift = 0; shift < 3; shift++)
            {
                var sink = new Sink();
                var text = Encoding.ASCII.GetBytes(new string(' ', shift) + keyword.Text);
                index.Search.Search(text, 0, text.Length, ref sink);
                Assert.Contains((number, shift), sink.All);
            }
        });
    }

    private static IEnumerable<(int Keyword, int Start)> Found(byte[] text, int length)
    {
        var sink = new Sink();
        for (int from = 0; from < text.Length; from += length) Search.Search(text, from, Math.Min(from + length, text.Length), ref sink);
        return sink.All.Order();
    }

    private static IEnumerable<(int Keyword, int Start)> Standing(byte[] text)
    {
        var characters = Encoding.Latin1.GetString(text);
        return Enumerable.Range(0, Keywords.Length).SelectMany(number => Enumerable.Range(0, text.Length).Where(start => Stands(Keywords[number], characters.AsSpan(start))).Select(start => (number, start))).Order();
    }

    private static bool Stands(Keyword keyword, ReadOnlySpan<char> text) =>
        text.StartsWith(keyword.Text, keyword.IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private readonly struct Sink() : IKeywordSink
    {
        public List<(int Keyword, int Start)> All { get; } = [];

        public void Found(int keyword, int start) => All.Add((keyword, start));
    }
}
