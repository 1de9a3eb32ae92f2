using System.Runtime.CompilerServices;
using PipelineGuard.Scanning;

namespace Cake.PipelineGuard.Tests;

/// <summary>Holds the settings against the core's table of options.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Every_option_has_its_setting_and_no_row_stands_for_none() =>
        Assert.Equal(GuardOptionTable.All.Select(row => row.Name), SettingsTable.All.Select(entry => entry.Option));

    [Fact]
    public void Every_option_is_a_property_of_its_name_and_has_a_fluent_method()
    {
        var properties = typeof(PipelineGuardScanSettings).GetProperties().Select(property => property.Name).ToHashSet();
        var methods = typeof(PipelineGuardSettingsExtensions).GetMethods().Select(method => method.Name).ToHashSet();

        foreach (var row in GuardOptionTable.All)
        {
            Assert.Contains(row.PropertyName, properties);
            Assert.Contains(VerbOf(row) + row.PropertyName, methods);
        }
    }

    [Fact]
    public void Every_setting_is_documented_with_its_method()
    {
        var page = File.ReadAllText(Path.Combine(Here(), "../../docs/cake.md"));

        Assert.All(GuardOptionTable.All, row => Assert.Contains($"`{row.PropertyName}` | `{VerbOf(row)}{row.PropertyName}`", page.Replace("`WithOutput`, `WithReport`", "`WithOutput`", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_not_said_is_not_said_to_the_core() => Assert.Equal(new GuardOptions(), SettingsTable.ToOptions(new PipelineGuardScanSettings()));

    [Fact]
    public void What_was_said_arrives()
    {
        var settings = new PipelineGuardScanSettings().WithReport("sarif", "a b.sarif").SetPolicy("p.yml").SetFailOn("high").EnableOnlyFixed().SetPlatform("linux/arm64")
            .SetDb("stores").EnableStarter().EnableOffline().WithMalwareHashes("bad.txt").SetClamd("tcp:localhost:3310").SetIntegrity("full").WithVex("v1.json").WithVex("v2.json")
            .EnableNoSecrets().SetExitCodeWarn(7).WithLimit("layer-entries", 5);

        var options = SettingsTable.ToOptions(settings);

        Assert.Equal([new ReportOutput("sarif", "a b.sarif")], options.Outputs!.Value);
        Assert.Equal(("p.yml", "linux/arm64", "stores", "tcp:localhost:3310"), (options.Policy, options.Platform, options.Database, options.Clamd));
        Assert.Equal((true, true, true, false, 7), (options.OnlyFixed, options.Starter, options.Offline, options.Secrets, options.ExitCodeWarn));
        Assert.Equal(["v1.json", "v2.json"], options.Vex!.Value);
        Assert.Equal(["bad.txt"], options.MalwareHashes!.Value);
        Assert.NotNull(options.Limits);
    }

    [Fact]
    public void A_bill_of_materials_takes_what_it_can_use() =>
        Assert.Equal("linux/arm64", SettingsTable.ToOptions(new PipelineGuardSettings().SetPlatform("linux/arm64")).Platform);

    [Fact]
    public void Hints_name_settings() =>
        Assert.Equal("Choose one with Platform.", SettingsTable.Spelled("Choose one with --platform."));

    private static string VerbOf(GuardOption row) => row.Kind switch { GuardOptionKind.Flag => "Enable", GuardOptionKind.Value => "Set", GuardOptionKind.List => "With" };

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
