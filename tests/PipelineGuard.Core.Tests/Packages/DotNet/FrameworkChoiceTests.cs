using NuGet.Versioning;

namespace PipelineGuard.Packages.DotNet;

public sealed class FrameworkChoiceTests
{
    // The examples of dotnet/runtime's "Framework version resolution", and what the host does at their edges.
    [Theory]
    [InlineData("8.0.0", "Minor", "8.0.1 8.0.3", "8.0.3")]             // the latest patch
    [InlineData("8.0.0", "Minor", "8.1.0 8.1.2 8.2.0", "8.1.2")]       // the nearest minor version
    [InlineData("8.0.0", "Minor", "8.0.0 8.1.0", "8.0.0")]             // its own is there
    [InlineData("8.0.4", "Minor", "8.0.3 8.1.0", "8.1.0")]             // never a lower one
    [InlineData("8.0.0", "Minor", "9.0.0 10.0.0", null)]               // no other major version
    [InlineData("8.0.0", "Major", "9.0.1 9.0.2 10.0.0", "9.0.2")]
    [InlineData("8.0.0", "Major", "8.1.0 9.0.0", "8.1.0")]
    [InlineData("8.0.0", "LatestMinor", "8.0.5 8.2.0 8.2.1 9.0.0", "8.2.1")]
    [InlineData("8.0.0", "LatestMajor", "8.0.5 10.0.1 11.0.0-preview.1", "10.0.1")]
    [InlineData("8.0.0", "LatestPatch", "8.0.5 8.1.0", "8.0.5")]
    [InlineData("8.0.0", "LatestPatch", "8.1.0", null)]
    [InlineData("8.0.1", "Disable", "8.0.1 8.0.5", "8.0.1")]
    [InlineData("8.0.1", "Disable", "8.0.5", null)]
    [InlineData("8.0.0", "Minor", "8.0.1-preview.1", "8.0.1-preview.1")] // a preview where nothing else is
    [InlineData("8.0.0-rc.1", "Minor", "8.0.0-rc.2 8.0.0", "8.0.0")]
    [InlineData("8.0.0", "Minor", "", null)]
    public void Rolls_forward_as_the_host_does(string wanted, string rollForward, string available, string? expected)
    {
        var versions = available.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(NuGetVersion.Parse).ToList();

        Assert.Equal(expected, FrameworkChoice.Choose(NuGetVersion.Parse(wanted), Enum.Parse<RollForward>(rollForward), toPrerelease: false, versions)?.ToNormalizedString());
    }

    [Fact]
    public void Takes_previews_for_releases_where_the_environment_says_so()
    {
        NuGetVersion[] versions = [NuGetVersion.Parse("10.0.1"), NuGetVersion.Parse("10.0.2-preview.1")];

        Assert.Equal("10.0.2-preview.1", FrameworkChoice.Choose(versions[0], RollForward.Minor, toPrerelease: true, versions)?.ToNormalizedString());
    }
}
