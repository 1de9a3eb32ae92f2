using System.Text.Json;

namespace PipelineGuard.Cli;

/// <summary>What is known, on the command line.</summary>
public sealed class BaselineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_baseline_is_created_once_and_lets_the_same_image_pass()
    {
        var file = _folder["known.txt"];

        (await CliRun.Of("baseline", "create", Repository.Sample, "--starter", "--file", file)).Exits(0);
        (await CliRun.Of("baseline", "create", Repository.Sample, "--starter", "--file", file)).Exits(2).SaysInOneLine("PG1001", "update");
        var run = (await CliRun.Of("scan", Repository.Sample, "--starter", "--baseline", file, "--new-only")).Exits(0);

        Assert.Contains("0 new", run.Out, StringComparison.Ordinal);
        Assert.StartsWith("# pipelineguard-baseline 1", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Contains("0 new, 0 not found any more.", (await CliRun.Of("baseline", "update", Repository.Sample, "--starter", "--file", file)).Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_takes_reports_baselines_and_images()
    {
        var (file, report) = (_folder["known.txt"], _folder["report.json"]);
        (await CliRun.Of("baseline", "create", Repository.Sample, "--starter", "--file", file)).Exits(0);
        (await CliRun.Of("scan", Repository.Sample, "--starter", "-o", $"json={report}")).Exits(1);
        var shorter = _folder.Write("shorter.txt", string.Join('\n', File.ReadAllLines(file).SkipLast(1)));

        (await CliRun.Of("baseline", "diff", file, report)).Exits(0);
        Assert.Contains("1 new, 0 not", (await CliRun.Of("baseline", "diff", shorter, report)).Exits(1).Out, StringComparison.Ordinal);
        Assert.Contains("0 new, 1 not", (await CliRun.Of("baseline", "diff", file, shorter)).Exits(0).Out, StringComparison.Ordinal);
        (await CliRun.Of("baseline", "diff", file, Repository.Sample, "--starter")).Exits(0);
    }

    [Fact]
    public async Task The_state_stands_in_every_result_of_a_SARIF_file()
    {
        var (file, sarif) = (_folder["known.txt"], _folder["report.sarif"]);
        (await CliRun.Of("baseline", "create", Repository.Sample, "--starter", "--file", file)).Exits(0);
        (await CliRun.Of("scan", Repository.Sample, "--starter", "--baseline", file, "-o", $"sarif={sarif}")).Exits(1);

        using var json = JsonDocument.Parse(File.ReadAllText(sarif));
        Assert.All(json.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray(), result => Assert.Equal("unchanged", result.GetProperty("baselineState").GetString()));
    }

    [Fact]
    public async Task Only_one_side_of_the_image_counts_when_asked_for()
    {
        var bottom = await CliRun.Of("scan", Repository.Sample, "--starter", "--only", "base", "-o", "json");
        var app = await CliRun.Of("scan", Repository.Sample, "--starter", "--only", "app", "-o", "json");

        Assert.Equal(Gates(bottom.Out).Keys.Order(), Gates(app.Out).Keys.Order());
        Assert.DoesNotContain(Gates(bottom.Out), finding => finding.Value == "block app");
        Assert.DoesNotContain(Gates(app.Out), finding => finding.Value == "block base");
        (await CliRun.Of("scan", Repository.Sample, "--only", "neither")).Exits(2).SaysInOneLine("--only");
    }

    [Fact]
    public async Task The_sample_is_led_to_the_lines_of_its_Dockerfile()
    {
        var run = (await CliRun.Of("scan", Repository.Sample, "--starter")).Exits(1);

        Assert.Contains("samples/shop/Dockerfile(", run.Out, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Gates(string report)
    {
        using var json = JsonDocument.Parse(report);
        return json.RootElement.GetProperty("findings").EnumerateArray()
            .GroupBy(finding => finding.GetProperty("fingerprint").GetString()!)
            .ToDictionary(same => same.Key, same => $"{same.First().GetProperty("gate").GetString()} {(same.First().TryGetProperty("layer", out var layer) && layer.TryGetProperty("origin", out var origin) ? origin.GetString() : "")}");
    }
}
