using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;

namespace PipelineGuard.Scanning;

/// <summary>A cancelled run ends with that, writes no report, and keeps nothing half done; how servers are left stands beside the sources.</summary>
public sealed class GuardCancellationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<string> Targets => ["image", "archive", "Dockerfile", "bill of materials"];

    [Theory, MemberData(nameof(Targets))]
    public async Task Before_it_began(string what)
    {
        using var target = what switch
        {
            "image" => TestImage.Alpine().AsOciDirectory(),
            "archive" => TestImage.Alpine().AsDockerArchive(),
            "Dockerfile" => TestTarget.File("Dockerfile", "FROM scratch\n"u8.ToArray()),
            _ => TestTarget.File("bom.json", """{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}"""u8.ToArray()),
        };
        await _stop.CancelAsync();

        await IsCancelledAsync(target.Path, new SilentLog());
    }

    [Fact]
    public async Task While_layers_are_read()
    {
        using var target = TestImage.Alpine().Layer("COPY").Compressed(IO.Compression.None).With("big", new byte[8 << 20]).AsOciDirectory();

        await IsCancelledAsync(target.Path, new StoppingLog(_stop, onProgress: true));

        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task When_a_problem_is_told()
    {
        using var target = TestImage.Alpine().Layer("COPY").With("app/x.deps.json", "{ damaged").AsOciDirectory();

        await IsCancelledAsync(target.Path, new StoppingLog(_stop, onProgress: false));
    }

    [Fact]
    public async Task A_run_after_a_cancelled_one_finds_the_same_in_the_same_cache()
    {
        using var target = TestImage.Alpine().Layer("COPY").Compressed(IO.Compression.None).With("big", new byte[8 << 20]).AsOciDirectory();
        await IsCancelledAsync(target.Path, new StoppingLog(_stop, onProgress: true));

        var after = await Guard.RunAsync(Options(target.Path), new SilentLog(), TestContext.Current.CancellationToken);
        var cold = await Guard.RunAsync(Options(target.Path) with { Cache = false }, new SilentLog(), TestContext.Current.CancellationToken);

        Assert.Equal(cold.Report.Targets[0].Packages.Select(package => package.ToString()), after.Report.Targets[0].Packages.Select(package => package.ToString()));
        Assert.All(after.Report.Targets[0].Layers, layer => Assert.True(layer.Complete));
    }

    private async Task IsCancelledAsync(string target, IGuardLog log)
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Guard.RunAsync(Options(target) with { Outputs = [new("json", _folder["report.json"])] }, log, _stop.Token));

        Assert.False(File.Exists(_folder["report.json"]));
    }

    private GuardOptions Options(string target) =>
        new() { Targets = [target], Outputs = [], Starter = true, Offline = true, Database = _folder["stores"], CacheFolder = _folder["cache"] };

    private sealed class StoppingLog(CancellationTokenSource stop, bool onProgress) : IGuardLog
    {
        public void Info(string message)
        {
        }

        public void Problem(ScanProblem problem)
        {
            if (!onProgress) stop.Cancel();
        }

        public void Progress(GuardProgress progress)
        {
            if (onProgress) stop.Cancel();
        }
    }
}
