using PipelineGuard.Versions;

namespace PipelineGuard.Advisories;

public sealed class RangeCheckTests
{
    // Events: i introduced, a introduced after, f fixed, l last affected, m limit; "i0" is the very beginning.
    [Theory]
    [InlineData("i0 f2.0", "1.0.0", "BeforeFix 2.0")]
    [InlineData("i0 f2.0", "2.0", "Outside")]
    [InlineData("i0 f2.0", "3.0.0", "Outside")]
    [InlineData("i0", "1.0.0", "NoEnd")]
    [InlineData("i0 l2.0.0", "2.0.0", "BeforeEnd")]
    [InlineData("i0 l2.0.0", "2.0.1", "Outside")]
    [InlineData("i1.0.0 f2.0.0", "0.9.0", "Outside")]
    [InlineData("i1.0.0 f2.0.0", "1.0.0", "BeforeFix 2.0.0")]
    [InlineData("a1.0.0 f2.0.0", "1.0.0", "Outside")]
    [InlineData("a1.0.0 f2.0.0", "1.0.1", "BeforeFix 2.0.0")]
    [InlineData("i0 f1.5.0 i2.0.0 f2.5.0", "1.0.0", "BeforeFix 1.5.0")]
    [InlineData("i0 f1.5.0 i2.0.0 f2.5.0", "1.7.0", "Outside")]
    [InlineData("i0 f1.5.0 i2.0.0 f2.5.0", "2.1.0", "BeforeFix 2.5.0")]
    [InlineData("f2.5.0 i2.0.0 f1.5.0 i0", "2.1.0", "BeforeFix 2.5.0")]
    [InlineData("f2.5.0 i2.0.0 f1.5.0 i0", "1.7.0", "Outside")]
    [InlineData("i0 l1.5.0 i2.0.0 f2.5.0", "1.0.0", "BeforeEnd")]
    [InlineData("i0 m1.5.0", "1.4.0", "NoEnd")]
    [InlineData("i0 m1.5.0", "1.5.0", "Outside")]
    [InlineData("i0 m1.5.0 m3.0.0", "2.0.0", "NoEnd")]
    [InlineData("i0 m*", "99.0.0", "NoEnd")]
    [InlineData("i0 f2.0.0 m2.0.0 m9.0.0", "3.0.0", "Outside")]
    [InlineData("i2.0.0 f2.0.0", "2.0.0", "Outside")]
    [InlineData("f2.0.0 i2.0.0", "2.0.0", "Outside")]
    [InlineData("i0 f2.0.0 i2.0.0 f3.0.0", "2.0.0", "BeforeFix 3.0.0")]
    [InlineData("i2.0.0 f3.0.0 i0 f2.0.0", "2.5.0", "BeforeFix 3.0.0")]
    [InlineData("i0 f0", "1.0.0", "Outside")]
    [InlineData("i2.0.0 l2.0.0", "2.0.0", "BeforeEnd")]
    [InlineData("f2.0.0", "1.0.0", "Outside")]
    [InlineData("", "1.0.0", "Outside")]
    public void Places_a_version_as_the_schema_says(string events, string version, string expected)
    {
        var (position, fixedIn) = RangeCheck.Check(Range(events), version, VersionSchemes.For("semver"));
        Assert.Equal(expected, $"{position} {fixedIn}".Trim());
    }

    [Fact]
    public void The_beginning_lies_before_the_first_prerelease() =>
        Assert.Equal(RangePosition.BeforeFix, RangeCheck.Check(Range("i0 f2.0.0"), "0.0.0-alpha", VersionSchemes.For("semver")).Position);

    private static VersionRange Range(string events) => new([.. events.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Event)]);

    private static VersionEvent Event(string text) => (text[0], text[1..]) switch
    {
        ('i', "0") => new(VersionEventKind.IntroducedAtStart, ""),
        ('i', var version) => new(VersionEventKind.Introduced, version),
        ('a', var version) => new(VersionEventKind.IntroducedAfter, version),
        ('f', var version) => new(VersionEventKind.Fixed, version),
        ('l', var version) => new(VersionEventKind.LastAffected, version),
        (_, var version) => new(VersionEventKind.Limit, version),
    };
}
