namespace PipelineGuard.Advisories;

public sealed class EcosystemTests
{
    [Theory]
    [InlineData("Debian:12", "Debian", "12")]
    [InlineData("Ubuntu:24.04:LTS", "Ubuntu", "24.04:LTS")]
    [InlineData("npm", "npm", null)]
    public void Separates_the_release(string text, string name, string? release) => Assert.Equal((name, release), Ecosystem.Split(text));

    [Theory]
    [InlineData("Debian", "Debian")]
    [InlineData("Azure Linux", "Azure%20Linux")]
    [InlineData("crates.io", "crates.io")]
    [InlineData("con", "%63on")]
    [InlineData("NUL.x", "%4EUL.x")]
    public void Makes_a_file_name_that_any_system_takes_and_gives_the_name_back(string name, string file)
    {
        Assert.Equal(file, Ecosystem.ToFileName(name));
        Assert.Equal(name, Uri.UnescapeDataString(file));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a:b")]
    [InlineData("trailing ")]
    [InlineData("trailing.")]
    [InlineData("ünicode")]
    [InlineData("new\nline")]
    public void Refuses_names_that_could_lead_elsewhere(string name)
    {
        Assert.False(Ecosystem.IsName(name));
        Assert.Throws<ArgumentException>(() => Ecosystem.ToFileName(name));
    }
}
