using System.Text.Json;

namespace PipelineGuard.Cli;

/// <summary>The main job on the sample image, as the README has it.</summary>
public sealed class SampleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_sample_is_blocked_with_a_readable_report_and_a_sarif_file()
    {
        var run = (await CliRun.Of("scan", Repository.Sample, "--starter", "-o", "console", "-o", $"sarif={_folder["shop.sarif"]}")).Exits(1);

        Assert.Contains("Block", run.Out, StringComparison.Ordinal);
        Assert.Contains("openssl", run.Out, StringComparison.Ordinal);
        Assert.Contains("log4net", run.Out, StringComparison.Ordinal);
        Assert.Empty(run.Error);
        using var sarif = JsonDocument.Parse(File.ReadAllText(_folder["shop.sarif"]));
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        Assert.True(sarif.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength() > 5);
    }

    [Fact]
    public async Task The_README_shows_what_its_first_command_prints()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var run = (await CliRun.Of("scan", Repository.Sample, "--starter")).Exits(1);

        // The path is another one here, and what was looked at is laid out by its length.
        var (before, after) = (run.Out[run.Out.IndexOf("What to do first", StringComparison.Ordinal)..run.Out.IndexOf("What was looked at", StringComparison.Ordinal)], run.Out[run.Out.IndexOf("Problems", StringComparison.Ordinal)..]);
        Assert.Contains(before, readme, StringComparison.Ordinal);
        Assert.Contains(after.TrimEnd(), readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_scans_give_the_same_bytes()
    {
        foreach (var name in new[] { "one", "two" })
        {
            (await CliRun.Of("scan", Repository.Sample, "--starter", "-o", $"json={_folder[name + ".json"]}", "-o", $"sarif={_folder[name + ".sarif"]}",
                "-o", $"markdown={_folder[name + ".md"]}")).Exits(1);
        }

        foreach (var format in new[] { ".json", ".sarif", ".md" })
        {
            Assert.Equal(File.ReadAllBytes(_folder["one" + format]), File.ReadAllBytes(_folder["two" + format]));
        }
    }

    [Fact]
    public async Task A_report_on_standard_output_is_nothing_but_the_report()
    {
        var run = (await CliRun.Of("scan", Repository.Sample, "--starter", "-o", "json")).Exits(1);

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal("block", json.RootElement.GetProperty("verdict").GetString(), ignoreCase: true);
    }

    [Fact]
    public async Task Without_data_the_starter_set_still_blocks_but_is_named_as_a_gap()
    {
        var run = (await CliRun.Of("scan", Repository.Sample, "--offline", "--db", _folder["empty"], "-o", "json")).Exits(1);

        Assert.Contains("PG4004", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_blocks_nothing_but_could_not_be_judged_is_incomplete()
    {
        var policy = _folder.Write("lenient.yml", "version: 1\nblock: off\nwarn: off\n");

        (await CliRun.Of("scan", Repository.Sample, "--offline", "--db", _folder["empty"], "--policy", policy)).Exits(3);
        (await CliRun.Of("scan", Repository.Sample, "--starter", "--policy", policy)).Exits(0);
    }

    [Theory]
    [InlineData("cyclonedx")]
    [InlineData("spdx")]
    public async Task A_bill_of_the_sample_gives_its_findings_and_is_the_same_however_it_is_asked_for(string format)
    {
        var bill = _folder[$"{format}.json"];
        (await CliRun.Of("sbom", Repository.Sample, "-o", $"{format}={bill}")).Exits(0);
        var image = (await CliRun.Of("scan", Repository.Sample, "--starter", "-o", "json", "-o", $"{format}={bill}.2")).Exits(1);

        Assert.Equal(File.ReadAllText(bill), File.ReadAllText($"{bill}.2"));
        Assert.Equal(File.ReadAllText(bill), (await CliRun.Of("sbom", Repository.Sample, "-o", format)).Exits(0).Out);
        Assert.Equal(Vulnerabilities(image.Out), Vulnerabilities((await CliRun.Of("scan", bill, "--starter", "-o", "json")).Exits(1).Out));
    }

    [Fact]
    public async Task A_Dockerfile_has_no_bill() =>
        (await CliRun.Of("sbom", Path.Combine(Repository.Root, "samples/shop/Dockerfile"))).Exits(4).SaysInOneLine("PG2002");

    [Fact]
    public async Task The_gate_never_changes_what_is_reported()
    {
        var strict = await CliRun.Of("scan", Repository.Sample, "--starter", "-o", "json", "--fail-on", "low");
        var lax = await CliRun.Of("scan", Repository.Sample, "--starter", "-o", "json", "--policy", _folder.Write("lax.yml", "version: 1\nblock: off\nwarn: off\n"));

        Assert.Equal(Ids(strict.Out), Ids(lax.Out));
    }

    [Fact]
    public async Task The_Dockerfile_of_the_sample_is_found_in_its_folder_and_named_by_its_path_in_the_repository()
    {
        var run = (await CliRun.Of("scan", Path.Combine(Repository.Root, "samples"), "-o", "console")).Exits(0);

        Assert.Contains("samples/shop/Dockerfile(7,13)", run.Out, StringComparison.Ordinal);
        Assert.Contains("PGD017", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_repairs_a_Dockerfile_once()
    {
        var file = _folder.Write("Dockerfile", "FROM debian:12.5\nMAINTAINER Jo\n");

        (await CliRun.Of("fix", "--check", file)).Exits(1);
        Assert.Contains("PGD006", (await CliRun.Of("fix", file)).Exits(0).Out, StringComparison.Ordinal);

        Assert.Contains("LABEL org.opencontainers.image.authors=\"Jo\"", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Empty((await CliRun.Of("fix", "--check", file)).Exits(0).Out);
    }

    [Fact]
    public async Task Fix_repairs_all_Dockerfiles_of_a_folder_and_of_a_Compose_file()
    {
        var (one, two) = (_folder.Write("a/Dockerfile", "FROM debian:12.5\nMAINTAINER Jo\n"), _folder.Write("b/api.Dockerfile", "from debian:12.5\nMAINTAINER Jo\n"));
        var compose = _folder.Write("b/compose.yaml", "services:\n  api: { build: { context: ., dockerfile: api.Dockerfile } }\n  job: { build: { dockerfile_inline: \"FROM debian\\nMAINTAINER Jo\" } }\n");

        Assert.Contains("PG5007", (await CliRun.Of("fix", compose)).Exits(0).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("MAINTAINER", File.ReadAllText(two), StringComparison.Ordinal);
        Assert.Contains("MAINTAINER", File.ReadAllText(one), StringComparison.Ordinal);

        (await CliRun.Of("fix", Path.GetDirectoryName(Path.GetDirectoryName(one))!)).Exits(0);
        Assert.DoesNotContain("MAINTAINER", File.ReadAllText(one), StringComparison.Ordinal);
        Assert.Empty((await CliRun.Of("fix", "--check", Path.GetDirectoryName(Path.GetDirectoryName(one))!)).Exits(0).Out);
    }

    [Fact]
    public async Task Fix_leaves_alone_what_the_policy_turns_off()
    {
        var file = _folder.Write("Dockerfile", "FROM debian:12.5\nMAINTAINER Jo\n");
        var policy = _folder.Write("policy.yml", "version: 1\noverrides: { PGD006: off }\n");

        Assert.DoesNotContain("PGD006", (await CliRun.Of("fix", "--check", file, "--policy", policy)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_turns_standard_input_into_standard_output()
    {
        using var input = new MemoryStream("FROM debian:12.5\r\nMAINTAINER Jo\r\n"u8.ToArray());

        var run = (await CliRun.Of(input, "fix", "-")).Exits(0);

        Assert.Equal("FROM debian:12.5\r\nLABEL org.opencontainers.image.authors=\"Jo\"\r\n", run.Out);
        Assert.Contains("stdin(2,1): PGD006", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_only_checks_standard_input()
    {
        using var input = new MemoryStream("FROM debian:12.5\nMAINTAINER Jo\n"u8.ToArray());

        var run = (await CliRun.Of(input, "fix", "--check", "-")).Exits(1);

        Assert.StartsWith("stdin(2,1): PGD006", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_takes_a_Dockerfile_from_standard_input()
    {
        using var input = new MemoryStream("FROM debian\n"u8.ToArray());

        Assert.Contains("stdin(1,", (await CliRun.Of(input, "scan", "-")).Exits(0).Out, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Vulnerabilities(string report)
    {
        using var json = JsonDocument.Parse(report);
        return
        [
            .. from finding in json.RootElement.GetProperty("findings").EnumerateArray()
               where finding.GetProperty("kind").GetString() == "vulnerability"
               select finding.GetProperty("fingerprint").GetString() into id
               orderby id
               select id,
        ];
    }

    private static IEnumerable<string?> Ids(string report)
    {
        using var json = JsonDocument.Parse(report);
        return [.. json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("fingerprint").GetString()).Order(StringComparer.Ordinal)];
    }
}
