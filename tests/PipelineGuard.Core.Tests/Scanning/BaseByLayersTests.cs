using System.Collections.Immutable;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>An image that was scanned before, in the same run or an earlier one, is recognised as another's base by its layers.</summary>
public sealed class BaseByLayersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_image_of_the_same_run_with_most_of_the_first_layers_is_the_base()
    {
        using var app = Middle().Layer("COPY . /app").With("app/x", "x").AsDockerArchive();
        using var middle = Middle().AsOciDirectory();
        using var root = Root().AsDockerArchive();
        using var stranger = TestImage.Debian().AsDockerArchive();

        var report = await ScanAsync([app.Path, root.Path, middle.Path, stranger.Path]);

        Assert.Equal((middle.Path, "layers"), (report.Targets[0].Base!.Name, report.Targets[0].Base!.By));
        Assert.Equal([LayerOrigin.Base, LayerOrigin.Base, LayerOrigin.App], Origins(report.Targets[0]));
        Assert.Equal(root.Path, report.Targets[2].Base!.Name);
        Assert.Null(report.Targets[1].Base);
        Assert.Null(report.Targets[3].Base);
    }

    [Fact]
    public async Task The_image_of_an_earlier_run_with_most_of_the_first_layers_is_the_base()
    {
        using var app = Middle().Layer("COPY . /app").With("app/x", "x").Named("example/shop:2").AsDockerArchive();
        using var middle = Middle().Named("example/middle:1.0").AsOciArchive();
        using var root = Root().Named("alpine:3.23").AsDockerArchive();
        await ScanAsync([root.Path], cache: _folder["cache"]);
        await ScanAsync([middle.Path], cache: _folder["cache"]);

        var report = await ScanAsync([app.Path], cache: _folder["cache"]);

        Assert.Equal(("example/middle:1.0", "layers"), (report.Targets[0].Base!.Name, report.Targets[0].Base!.By));
        Assert.Equal([LayerOrigin.Base, LayerOrigin.Base, LayerOrigin.App], Origins(report.Targets[0]));
        Assert.Null((await ScanAsync([app.Path])).Targets[0].Base);
    }

    [Fact]
    public async Task An_earlier_build_of_the_same_image_is_no_base()
    {
        using var old = Middle().Named("example/shop:1").AsDockerArchive();
        using var app = Middle().Layer("COPY . /app").With("app/x", "x").Named("example/shop:2").AsDockerArchive();
        await ScanAsync([old.Path], cache: _folder["cache"]);

        Assert.Null((await ScanAsync([app.Path], cache: _folder["cache"])).Targets[0].Base);
    }

    [Fact]
    public async Task An_image_that_could_not_be_read_whole_is_not_remembered()
    {
        using var damaged = Middle().Named("example/middle:1").WithWrongDiffId().AsDockerArchive();
        await ScanAsync([damaged.Path], cache: _folder["cache"]);

        Assert.False(Directory.Exists(_folder["cache/images"]));
    }

    [Fact]
    public async Task Damaged_entries_are_dropped_and_written_again()
    {
        using var app = Middle().Named("example/shop:2").AsDockerArchive();
        using var root = Root().Named("alpine:3.23").AsDockerArchive();
        await ScanAsync([root.Path], cache: _folder["cache"]);
        var entry = Assert.Single(Directory.EnumerateFiles(_folder["cache/images"], "*", SearchOption.AllDirectories));
        var whole = File.ReadAllBytes(entry);

        foreach (var damaged in (byte[][])[[], [.. whole[..^1]], [.. whole.Reverse()], new byte[40]])
        {
            File.WriteAllBytes(entry, damaged);
            Assert.Null((await ScanAsync([app.Path], cache: _folder["cache"])).Targets[0].Base);
            Assert.False(File.Exists(entry));
        }
        await ScanAsync([root.Path], cache: _folder["cache"]);
        Assert.Equal("alpine:3.23", (await ScanAsync([app.Path], cache: _folder["cache"])).Targets[0].Base!.Name);
    }

    [Fact]
    public async Task A_name_with_a_version_stays()
    {
        using var app = Middle().Named("example/shop:2").AsDockerArchive();
        foreach (var name in (string[])["alpine:latest", "alpine:3.23", "mine:edge"])
        {
            using var root = Root().Named(name).AsDockerArchive();
            await ScanAsync([root.Path], cache: _folder["cache"]);
        }

        Assert.Equal("alpine:3.23", (await ScanAsync([app.Path], cache: _folder["cache"])).Targets[0].Base!.Name);
    }

    [Fact]
    public async Task The_report_of_an_earlier_scan_stands_for_the_image()
    {
        using var app = Middle().AsDockerArchive();
        using var root = Root().AsDockerArchive();
        ReportFile.Write(_folder["base.json"], "json", await ScanAsync([root.Path]));

        var report = await ScanAsync([app.Path], _folder["base.json"]);

        Assert.Equal((root.Path, "declared"), (report.Targets[0].Base!.Name, report.Targets[0].Base!.By));
        Assert.Equal([LayerOrigin.Base, LayerOrigin.App], Origins(report.Targets[0]));
    }

    [Fact]
    public async Task The_report_of_another_image_is_told_to_be_one()
    {
        using var app = Middle().AsDockerArchive();
        using var other = TestImage.Debian().AsDockerArchive();
        ReportFile.Write(_folder["base.json"], "json", await ScanAsync([other.Path]));

        var report = await ScanAsync([app.Path], _folder["base.json"]);

        Assert.Contains("PG8004", GuardRun.Codes(report));
        Assert.Equal([null, null], Origins(report.Targets[0]));
    }

    [Theory, InlineData("{}"), InlineData("  {\"schemaVersion\":1,\"targets\":7}"), InlineData("{")]
    public async Task A_file_that_is_no_report_is_told_in_one_line(string text)
    {
        using var app = Middle().AsDockerArchive();
        File.WriteAllText(_folder["base.json"], text);

        Assert.Equal(Problems.BadReport, (await Assert.ThrowsAsync<GuardException>(() => ScanAsync([app.Path], _folder["base.json"]))).Problem);
    }

    private static TestImage Root() => TestImage.Alpine();

    private static TestImage Middle() => Root().Layer("RUN middle").With("usr/share/middle", "m");

    private static IEnumerable<LayerOrigin?> Origins(TargetReport target) => target.Layers.Select(layer => layer.Facts.Origin);

    private static async Task<ScanReport> ScanAsync(ImmutableArray<string> targets, string? @base = null, string? cache = null)
    {
        using var guard = await GuardRun.WithStoreAsync();
        var options = new GuardOptions { Targets = targets, Base = @base, Outputs = [], Database = guard.Stores, Offline = true, Cache = cache is not null, CacheFolder = cache };
        return (await Guard.RunAsync(options, new SilentLog(), new FixedTime(guard.Now), TestContext.Current.CancellationToken)).Report;
    }
}
