using System.Runtime.CompilerServices;
using System.Xml.Linq;
using PipelineGuard.Scanning;

namespace PipelineGuard.MSBuild.Tests;

/// <summary>Holds the properties of the package against the core's table of options.</summary>
public sealed class OptionTests
{
    private static string Targets { get; } = Path.GetFullPath(Path.Combine(Here(), "../../src/PipelineGuard.MSBuild/build/PipelineGuard.MSBuild.targets"));

    [Fact]
    public void Every_option_has_its_property_and_no_property_stands_for_none()
    {
        var expected = GuardOptionTable.All.Select(row => (row.Name, $"$({OptionItems.PropertyOf(row)})"));

        var items = XDocument.Load(Targets).Descendants("_PipelineGuardOption").Select(item => (item.Attribute("Include")!.Value, item.Attribute("Value")!.Value));

        Assert.Equal(expected, items);
    }

    [Fact]
    public void Every_property_is_documented()
    {
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Targets)!, "../../../docs/msbuild.md"));

        Assert.All(GuardOptionTable.All, row => Assert.Contains($"`{OptionItems.PropertyOf(row)}`", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Choose one with --platform.", "Choose one with PipelineGuardPlatform.")]
    [InlineData("'--new-only': Name with --baseline what is known.", "'PipelineGuardNewOnly': Name with PipelineGuardBaseline what is known.")]
    [InlineData("--platforms, --no-such, a--limit, --limit-x and -- stay", "--platforms, --no-such, a--limit, --limit-x and -- stay")]
    public void Messages_name_properties_in_place_of_options(string text, string expected) =>
        Assert.Equal(expected, OptionSpelling.In(text, OptionItems.PropertyOf));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
