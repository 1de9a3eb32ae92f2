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

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
