using CsCheck;

namespace PipelineGuard.Packages;

public sealed class OsReleaseTests
{
    [Theory]
    [InlineData("ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_CODENAME=bookworm", "debian", "12", "Debian GNU/Linux 12 (bookworm)", "bookworm")]
    [InlineData("ID=alpine\r\nVERSION_ID=3.19.1\r\n", "alpine", "3.19.1", "alpine 3.19.1", null)]
    [InlineData("# ID=no\n  ID='Ubuntu'  \n\nVERSION_ID=24.04 # LTS", "ubuntu", "24.04", "ubuntu 24.04", null)]
    [InlineData("ID=one\nID=two", "two", "", "two", null)]
    [InlineData("ID=x\nPRETTY_NAME=\"a \\\"b\\\" \\$c \\d\"", "x", "", "a \"b\" $c \\d", null)]
    [InlineData("ID=x\nPRETTY_NAME='a \\b'\"c\"d\\ e", "x", "", "a \\bcd e", null)]
    [InlineData("ID=x\nVERSION_CODENAME=\"\"", "x", "", "x", null)]
    public void Reads_assignments_as_a_shell_does(string text, string id, string version, string name, string? codename)
    {
        var distribution = OsRelease.Parse(text);

        Assert.Equal(new(id, version) { PrettyName = name, Codename = codename }, distribution);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ID=")]
    [InlineData("=debian\nVERSION_ID=12")]
    [InlineData("VERSION_ID=12\nNAME=Debian")]
    public void Names_no_distribution_without_an_id(string text) => Assert.Null(OsRelease.Parse(text));

    [Fact]
    public void Ignores_values_that_are_no_names() => Assert.Null(OsRelease.Parse("ID=" + new string('a', 100_000)));

    [Fact]
    public void Never_throws() => Gen.String[0, 200].Sample(text => OsRelease.Parse("ID=a\nPRETTY_NAME=" + text) is not null);
}
