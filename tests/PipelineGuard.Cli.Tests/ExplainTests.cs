using System.Text.Json;

namespace PipelineGuard.Cli;

/// <summary>Why a vulnerability was found in the sample image, or why not.</summary>
public sealed class ExplainTests : IDisposable
{
    private const string Waiver = """
        version: 1
        waivers:
          - { id: CVE-2018-1285, reason: configuration files are ours, expires: 2999-01-31 }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("CVE-2024-5535", 1, "fixed in 3.0.15-1~deb12u1: 3.0.11-1~deb12u2 < 3.0.15-1~deb12u1")]
    [InlineData("CVE-2018-1285", 1, "affected: log4net 2.0.8")]
    [InlineData("CVE-2021-44228", 3, "PG4023")]
    [InlineData("CVE-2014-0160", 3, "PG4023")]
    public async Task Explains_the_sample(string id, int code, string words)
    {
        var run = (await CliRun.Of("explain", id, "--image", Repository.Sample, "--starter")).Exits(code);
        Assert.Contains(words, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_and_its_bill_of_materials_give_the_same_answer()
    {
        foreach (var format in new[] { "cyclonedx", "spdx" })
        {
            (await CliRun.Of("sbom", Repository.Sample, "-o", $"{format}={_folder[format + ".json"]}")).Exits(0);
            var image = (await CliRun.Of("explain", "CVE-2024-5535", "--image", Repository.Sample, "--starter", "-o", "json")).Exits(1);
            var bill = (await CliRun.Of("explain", "CVE-2024-5535", "--image", $"sbom:{_folder[format + ".json"]}", "--starter", "-o", "json")).Exits(1);
            Assert.Equal(Packages(image.Out), Packages(bill.Out));
        }
    }

    [Fact]
    public async Task A_waiver_takes_it_out_and_is_named()
    {
        var run = (await CliRun.Of("explain", "CVE-2018-1285", "--image", Repository.Sample, "--starter", "--policy", _folder.Write("p.yml", Waiver))).Exits(0);

        Assert.Contains("affected, but it does not count", run.Out, StringComparison.Ordinal);
        Assert.Contains("configuration files are ours", run.Out, StringComparison.Ordinal);
        Assert.Contains("p.yml(3,5)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_starter_the_answer_is_not_whole()
    {
        (await CliRun.Of("explain", "CVE-2024-5535", "--image", Repository.Sample, "--offline", "--db", _folder["none"], "--package", "zlib1g")).Exits(3);
    }

    [Fact]
    public async Task Two_runs_give_the_same_bytes()
    {
        foreach (var name in new[] { "a.json", "b.json" }) (await CliRun.Of("explain", "CVE-2024-5535", "--image", Repository.Sample, "--starter", "-o", $"json={_folder[name]}")).Exits(1);
        Assert.Equal(File.ReadAllBytes(_folder["a.json"]), File.ReadAllBytes(_folder["b.json"]));
    }

    [Fact]
    public async Task Mistakes_are_told_in_one_line()
    {
        (await CliRun.Of("explain", "CVE-2024-5535")).Exits(2).SaysInOneLine("--image");
        (await CliRun.Of("explain", "CVE-2024-5535", "--image", Repository.Sample, "-o", "sarif")).Exits(2).SaysInOneLine("'sarif'");
        (await CliRun.Of("explain", "CVE-2024-5535", "--image", _folder["missing.tar"])).Exits(4).SaysInOneLine("missing.tar");
    }

    private static List<string> Packages(string text)
    {
        using var json = JsonDocument.Parse(text);
        return [.. json.RootElement.GetProperty("targets")[0].GetProperty("packages").EnumerateArray().Select(package => $"{package.GetProperty("name")} {package.GetProperty("outcome")} {package.GetProperty("findings").GetArrayLength()}")];
    }
}
