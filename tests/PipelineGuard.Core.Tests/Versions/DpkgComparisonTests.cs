using System.Diagnostics;

namespace PipelineGuard.Versions;

/// <summary>Holds the Debian table against dpkg itself, where there is one.</summary>
public sealed class DpkgComparisonTests
{
    [Fact]
    public async Task The_table_says_what_dpkg_says()
    {
        Assert.SkipUnless(File.Exists(Dpkg), "dpkg is not installed here");

        foreach (var row in VersionTable.Read("debian"))
        {
            var relation = row.Sign switch { < 0 => "lt", 0 => "eq", > 0 => "gt" };
            Assert.True(await Accepts("--compare-versions", row.Left, relation, row.Right), $"{row.Left} {relation} {row.Right}");
        }
    }

    [Theory]
    [InlineData("1.0-1")]
    [InlineData("1:1.0")]
    [InlineData("0:1:2")]
    [InlineData("2147483647:1")]
    [InlineData("2147483648:1")]
    [InlineData("1.0-")]
    [InlineData("-1")]
    [InlineData("1:")]
    [InlineData(":1")]
    [InlineData("a:1")]
    [InlineData("a1")]
    [InlineData("1.0_1")]
    [InlineData("1.0-1:2")]
    public async Task Accepts_the_versions_that_dpkg_accepts(string version)
    {
        Assert.SkipUnless(File.Exists(Dpkg), "dpkg is not installed here");

        Assert.Equal(await Accepts("--validate-version", version), VersionSchemes.For("debian").IsValid(version));
    }

    private const string Dpkg = "/usr/bin/dpkg";

    private static async Task<bool> Accepts(params string[] arguments)
    {
        using var dpkg = Process.Start(new ProcessStartInfo(Dpkg, arguments) { RedirectStandardError = true })!;
        await dpkg.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await dpkg.WaitForExitAsync(TestContext.Current.CancellationToken);
        return dpkg.ExitCode == 0;
    }
}
