using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Secrets.Rules;

namespace PipelineGuard.Secrets;

/// <summary>What every rule that goes by a keyword promises.</summary>
public sealed class SecretRuleContract
{
    private static readonly SecretScanner Scanner = new();

    public static TheoryData<string, string> Examples => [.. SecretRules.All.SelectMany(rule => rule.Info.Flags, (rule, shape) => (rule.Info.Id, shape))];

    public static TheoryData<string, string> Unmistakable => [.. SecretRules.All.Where(rule => rule.Matcher.IsUnmistakable).SelectMany(rule => rule.Info.Flags, (rule, shape) => (rule.Info.Id, shape))];

    public static TheoryData<string, string> Harmless => [.. SecretRules.All.SelectMany(rule => rule.Info.Allows, (rule, shape) => (rule.Info.Id, shape))];

    [Theory, MemberData(nameof(Examples))]
    public void Finds_its_examples_wherever_they_stand(string id, string shape)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            var secret = new SampleText(seed).Expand(shape);
            AssertFound(id, secret, 1, secret);
            AssertFound(id, secret + "\n" + Filler(300), 1, secret);
            AssertFound(id, Filler(300) + secret + "\n" + Filler(300), 1, secret);
            AssertFound(id, Filler(300) + secret, 1, secret);
        }
    }

    [Theory, MemberData(nameof(Examples))]
    public void Finds_two_examples_in_a_row(string id, string shape)
    {
        var (first, second) = (new SampleText(1).Expand(shape), new SampleText(2).Expand(shape));
        var hits = Scan(id, $"{first}\n{second}\n");
        Assert.Equal(2, hits.Count(hit => hit.Rule.Id == id));
    }

    [Theory, MemberData(nameof(Examples))]
    public void Finds_an_example_that_the_edge_of_a_block_cuts(string id, string shape)
    {
        var secret = new SampleText(3).Expand(shape);
        var whole = Encoding.Latin1.GetBytes(secret + "\n");
        // The scanner's own edges lie wherever its buffer is full; these walk past all places where that can be.
        for (int before = 96 << 10, shift = 0; shift <= whole.Length + 64; shift += Math.Max(16, whole.Length / 3))
        {
            byte[] text = [.. Encoding.Latin1.GetBytes(Filler(before - shift)), .. whole, .. Encoding.Latin1.GetBytes(Filler(30_000))];
            Assert.Equal(1, Scan(id, text, piece: 4096).Count(hit => hit.Rule.Id == id));
            Assert.Equal(1, Scan(id, text, piece: before - (shift / 2)).Count(hit => hit.Rule.Id == id));
        }
    }

    [Theory, MemberData(nameof(Unmistakable))]
    public void Finds_what_is_unmistakable_in_programs_too(string id, string shape)
    {
        var noise = Enumerable.Range(0, 30_000).Select(i => (byte)(128 + (i * 37 % 128))).ToArray();
        var secret = Encoding.Latin1.GetBytes(new SampleText(5).Expand(shape));
        for (int before = 0; before < 40; before++)
        {
            AssertFoundInProgram(id, [.. noise.AsSpan(0, before), .. secret]);
            AssertFoundInProgram(id, [.. noise.AsSpan(0, before), .. secret, .. noise]);
        }
    }

    [Theory, MemberData(nameof(Harmless))]
    public void Is_silent_about_what_is_none(string id, string shape)
    {
        var text = new SampleText(7).Expand(shape);
        Assert.DoesNotContain(Scan(id, text + "\n"), hit => hit.Rule.Id == id);
    }

    [Fact]
    public void Every_rule_has_examples_and_says_what_it_is()
    {
        Assert.All(SecretRules.All, rule =>
        {
            Assert.Matches("^PGS[0-9]{3}$", rule.Info.Id);
            Assert.NotEmpty(rule.Info.Flags);
            Assert.NotEmpty(rule.Matcher.Keywords);
            Assert.InRange(rule.Matcher.MaxLength, 4, 4_200);
        });
        Assert.Equal(SecretRules.All.Length, SecretRules.All.Select(rule => rule.Info.Id).Distinct().Count());
        Assert.True(SecretRules.All.Length + FileRules.All.Length >= 200, $"There are {SecretRules.All.Length + FileRules.All.Length} rules.");
    }

    private static void AssertFoundInProgram(string id, byte[] program)
    {
        var hits = new SecretScanner().Scan(SampleFiles.For(id) with { IsBinary = true }, program);
        Assert.True(hits.Count(hit => hit.Rule.Id == id) == 1, $"{id}: {string.Join(", ", hits.Select(hit => hit.Rule.Id))}");
    }

    private static void AssertFound(string id, string text, int times, string secret)
    {
        var hits = Scan(id, text);
        Assert.True(hits.Count(hit => hit.Rule.Id == id) == times, $"{id}: {string.Join(", ", hits.Select(hit => hit.Rule.Id))} for a text like {secret[..Math.Min(30, secret.Length)]}");
    }

    private static ImmutableArray<SecretHit> Scan(string id, string text) => Scan(id, Encoding.Latin1.GetBytes(text), int.MaxValue);

    private static ImmutableArray<SecretHit> Scan(string id, byte[] text, int piece)
    {
        lock (Scanner)
        {
            Scanner.Begin(SampleFiles.For(id));
            for (int at = 0; at < text.Length; at += piece) Scanner.Append(text.AsSpan(at, Math.Min(piece, text.Length - at)));
            return Scanner.Finish();
        }
    }

    private static string Filler(int length)
    {
        const string words = "The quick brown fox jumps over the lazy dog, and nobody minds; ";
        var text = new StringBuilder(length + words.Length);
        while (text.Length < length) text.Append(words);
        text.Length = Math.Max(0, length - 1);
        return length <= 0 ? "" : text.Append('\n').ToString();
    }
}
