using CsCheck;

namespace PipelineGuard.Reporting;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("libssl3 3.0.11-1~deb12u2+b1", "libssl3 3.0.11-1~deb12u2+b1")]
    [InlineData("naïve 日本語 🎉", "naïve 日本語 🎉")]
    [InlineData("one\r\ntwo\tthree", "one  two three")]
    [InlineData("\u001b[31mred", @"\u001b[31mred")]
    [InlineData("\u009b31mred", @"\u009b31mred")]
    [InlineData("a\u0000b\u007f", @"a\u0000b\u007f")]
    [InlineData("abc\u202etxt.exe", @"abc\u202etxt.exe")]
    [InlineData("zero\u200bwidth\ufeff", @"zero\u200bwidth\ufeff")]
    [InlineData("line\u2028sep\u2029", @"line\u2028sep\u2029")]
    [InlineData("tag\U000E0041", @"tag\udb40\udc41")]
    [InlineData("[red]markup[/] :bomb:", "[red]markup[/] :bomb:")]
    public void Makes_text_harmless(string? text, string expected) => Assert.Equal(expected, SafeText.OneLine(text));

    // Not as InlineData: an attribute cannot hold half a surrogate pair.
    [Fact]
    public void Spells_out_halves_of_surrogate_pairs() => Assert.Equal(@"a\ud800b\udc00", SafeText.OneLine("a\ud800b\udc00"));

    [Theory]
    [InlineData("a package with a name", 12, "a package…")]
    [InlineData("a package", 9, "a package")]
    [InlineData("averylongwordindeed", 6, "avery…")]
    [InlineData("🎉🎉🎉", 4, "🎉…")]
    [InlineData("ab", 1, "…")]
    public void Cuts_at_a_word(string text, int limit, string expected) => Assert.Equal(expected, SafeText.OneLine(text, limit));

    [Fact]
    public void Leaves_nothing_unsafe_and_keeps_to_its_limit() =>
        Gen.Select(Nasty.Text, Gen.Int[1, 50]).Sample((text, limit) =>
        {
            var safe = SafeText.OneLine(text, limit);
            return safe.Length <= limit && Nasty.IsHarmless(safe) && !safe.Contains('\n', StringComparison.Ordinal);
        });
}
