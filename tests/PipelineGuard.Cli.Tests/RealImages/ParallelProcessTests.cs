namespace PipelineGuard.Cli.RealImages;

/// <summary>Processes that know nothing of each other share one cache.</summary>
public sealed class ParallelProcessTests(SampleFindings sample) : IClassFixture<SampleFindings>
{
    [Fact]
    public async Task Eight_processes_at_once_share_the_cache_without_loss()
    {
        using var folder = new TempFolder();

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ScanAsync(folder)));
        int kept = Directory.GetFiles(folder["cache"], "*.layer", SearchOption.AllDirectories).Length;
        var warm = await ScanAsync(folder);

        Assert.All([.. runs, warm], run => Assert.Equal(sample.Findings, run.Findings()));
        Assert.True(kept > 1);
        // And the image itself, known by its layers.
        Assert.Equal(kept + 1, Directory.GetFiles(folder["cache"], "*", SearchOption.AllDirectories).Length);
    }

    private Task<CliProcess> ScanAsync(TempFolder folder) =>
        CliProcess.RunAsync(folder, new Dictionary<string, string>(), "scan", sample.Layout, "--starter", "--offline", "--db", folder["db"], "-o", "json");
}
