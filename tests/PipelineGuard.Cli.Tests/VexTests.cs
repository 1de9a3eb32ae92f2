using System.Text.Json;

namespace PipelineGuard.Cli;

/// <summary>VEX out of waivers, and in again.</summary>
public sealed class VexTests : IDisposable
{
    private const string Policy = """
        version: 1
        waivers:
          - { id: CVE-2018-1285, reason: configuration files are ours, justification: vulnerable_code_cannot_be_controlled_by_adversary, expires: 2999-01-31 }
          - { id: CVE-2021-44906, package: pkg:npm/minimist, reason: parses nothing of strangers, expires: 2999-01-31 }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_waivers_suppress_the_document_made_of_them_suppresses_too()
    {
        var policy = _folder.Write("waivers.yml", Policy);
        var first = (await CliRun.Of("scan", Repository.Sample, "--starter", "--policy", policy, "-o", "json", "-o", $"openvex={_folder["a.json"]}")).Exits(1);
        (await CliRun.Of("scan", Repository.Sample, "--starter", "--policy", policy, "-o", $"openvex={_folder["b.json"]}")).Exits(1);
        var second = (await CliRun.Of("scan", Repository.Sample, "--starter", "--vex", _folder["a.json"], "-o", "json")).Exits(1);

        Assert.Equal(2, Waived(first.Out).Count);
        Assert.Equal(Waived(first.Out), Waived(second.Out));
        Assert.Contains("a.json(", second.Out, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(_folder["a.json"]), File.ReadAllBytes(_folder["b.json"]));
    }

    [Fact]
    public async Task A_policy_names_documents_from_its_own_folder()
    {
        var waivers = _folder.Write("waivers.yml", Policy);
        (await CliRun.Of("scan", Repository.Sample, "--starter", "--policy", waivers, "-o", $"openvex={_folder["shop.json"]}")).Exits(1);

        var run = (await CliRun.Of("scan", Repository.Sample, "--starter", "--policy", _folder.Write("vex.yml", "version: 1\nvex: shop.json\n"), "-o", "json")).Exits(1);

        Assert.Equal(2, Waived(run.Out).Count);
    }

    [Fact]
    public async Task A_wrong_document_ends_the_run_before_it_begins()
    {
        var wrong = _folder.Write("wrong.json", "{\n  \"@context\": \"https://openvex.dev/ns\",\n  \"statements\": 7\n}");
        (await CliRun.Of("scan", Repository.Sample, "--starter", "--vex", wrong)).Exits(2).SaysInOneLine("PG4022", "wrong.json(3,17)");
        (await CliRun.Of("scan", Repository.Sample, "--starter", "--vex", _folder["missing.json"])).Exits(2).SaysInOneLine("PG4022", "no such file");
    }

    private static List<string?> Waived(string report)
    {
        using var json = JsonDocument.Parse(report);
        return [.. json.RootElement.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("state").GetString() == "waived").Select(finding => finding.GetProperty("fingerprint").GetString())];
    }
}
