using System.Text.Json;

namespace PipelineGuard.Cli;

/// <summary>What switches rules off for Dockerfiles, and what a policy lets it do, as a user sees it in the report and in the exit code.</summary>
public sealed class DockerfileIgnoringTests
{
    // sudo in two stages and, in the first, twice.
    private const string Stages = "FROM debian:12.5 AS build\nRUN sudo a\nRUN sudo b\nFROM debian:12.5\nCOPY --from=build /a /a\nRUN sudo c\n";

    /// <summary>A comment, the line in front of which it stands, and the lines whose sudo it waives.</summary>
    public static TheoryData<string, int, int[]> Comments => new()
    {
        { "# pipelineguard ignore=PGD302 reason=ours", 3, [4] },
        { "# pipelineguard ignore=PGD001, PGD302 reason=\"ours\"", 2, [3] },
        { "# pipelineguard stage ignore=PGD302 reason=ours", 1, [3, 4] },
        { "# pipelineguard ignore-stage=PGD302 reason=ours", 3, [2, 4] },
        { "# pipelineguard ignore-stage=PGD302 reason=ours", 6, [7] },
        { "# pipelineguard ignore-file=PGD302 reason=ours", 6, [2, 3, 7] },
        { "# pipelineguard file ignore=PGD302 reason=ours", 1, [3, 4, 7] },
        { "# hadolint ignore=DL3004", 6, [7] },
        { "# hadolint ignore=DL3004,DL3006 # ours", 2, [3] },
        { "# hadolint global ignore=DL3004", 4, [2, 3, 7] },
        { "# hadolint ignore=DL3008", 2, [] },
        { "# pipelineguard ignore=PGD303 reason=ours", 2, [] },
    };

    /// <summary>A configuration of Hadolint, a policy, and how the sudo of a file is reported then: severity, state, exit code.</summary>
    public static TheoryData<string, string, string, int> Configurations => new()
    {
        { "ignored: [DL3004]", "", "medium waived", 0 },
        { "ignored: [DL3004]", "dockerfile: { hadolint-config: tighten-only }", "medium new", 0 },
        { "override:\n  error: [DL3004]", "", "high new", 0 },
        { "override:\n  style: [DL3004]", "", "info new", 0 },
        { "override:\n  style: [DL3004]", "dockerfile: { hadolint-config: tighten-only }", "medium new", 0 },
        { "override:\n  style: [DL3004]", "overrides: { PGD302: critical }", "critical new", 1 },
        { "failure-threshold: warning", "", "medium new", 1 },
        { "failure-threshold: error", "", "medium new", 0 },
        { "failure-threshold: error\noverride:\n  error: [DL3004]", "", "high new", 1 },
        { "failure-threshold: warning\nno-fail: true", "", "medium new", 0 },
        { "failure-threshold: warning\nignored: [DL3004]", "", "medium waived", 0 },
        { "failure-threshold: warning", "block: { severity: critical }", "medium new", 0 },
        { "failure-threshold: error", "block: { target: dockerfile, severity: medium }", "medium new", 1 },
    };

    [Theory, MemberData(nameof(Comments))]
    public async Task A_comment_reaches_as_far_as_it_says(string comment, int above, int[] waived)
    {
        using var folder = new TempFolder();
        var lines = Stages.Split('\n').ToList();
        lines.Insert(above - 1, comment);
        var file = folder.Write("Dockerfile", string.Join('\n', lines));

        (await CliRun.Of("scan", file, "-o", $"json={folder["report.json"]}")).Exits(0);

        Assert.Equal(waived, Findings(folder).Where(finding => finding.Rule == "PGD302" && finding.State == "waived").Select(finding => finding.Line));
        Assert.Equal(3, Findings(folder).Count(finding => finding.Rule == "PGD302"));
    }

    [Theory]
    [InlineData("# pipelineguard ignore=PGD302 reason=ours", "with-reason", "waived")]
    [InlineData("# pipelineguard ignore=PGD302", "with-reason", "new")]
    [InlineData("# pipelineguard ignore=PGD302 reason=ours", "forbid", "new")]
    [InlineData("# pipelineguard ignore-stage=PGD302 reason=ours", "forbid", "new")]
    [InlineData("# pipelineguard ignore-file=PGD302 reason=ours", "forbid", "new")]
    [InlineData("# hadolint ignore=DL3004 # ours", "with-reason", "waived")]
    [InlineData("# hadolint ignore=DL3004", "with-reason", "new")]
    [InlineData("# hadolint ignore=DL3004 # ours", "forbid", "new")]
    [InlineData("# hadolint global ignore=DL3004", "forbid", "new")]
    public async Task A_policy_forbids_every_kind_of_comment_and_the_report_says_which_does_nothing(string comment, string policy, string state)
    {
        using var folder = new TempFolder();
        var file = folder.Write("Dockerfile", $"FROM debian:12.5\n{comment}\nRUN sudo a\n");
        var rules = folder.Write("policy.yml", $"version: 1\ndockerfile: {{ ignore-comments: {policy} }}\n");

        (await CliRun.Of("scan", file, "--policy", rules, "-o", $"json={folder["report.json"]}")).Exits(0);

        Assert.Equal(state, Findings(folder).Single(finding => finding.Rule == "PGD302").State);
        Assert.Equal(state == "new", Findings(folder).Any(finding => finding is { Rule: "PGD002", Line: 2 }));
    }

    [Theory]
    [InlineData("allow", "waived")]
    [InlineData("with-reason", "new")]
    [InlineData("forbid", "new")]
    public async Task A_policy_forbids_the_check_directive_of_Docker_too(string policy, string state)
    {
        using var folder = new TempFolder();
        var file = folder.Write("Dockerfile", "# check=skip=MaintainerDeprecated\nFROM debian:12.5\nMAINTAINER me\n");
        var rules = folder.Write("policy.yml", $"version: 1\ndockerfile: {{ ignore-comments: {policy} }}\n");

        (await CliRun.Of("scan", file, "--policy", rules, "-o", $"json={folder["report.json"]}")).Exits(0);

        Assert.Equal(state, Findings(folder).Single(finding => finding.Rule == "PGD006").State);
    }

    [Theory, MemberData(nameof(Configurations))]
    public async Task A_configuration_of_Hadolint_counts_as_far_as_the_policy_lets_it(string config, string policy, string expected, int code)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder[".git"]);
        folder.Write(".hadolint.yaml", config + "\n");
        var rules = folder.Write("policy.yml", $"version: 1\n{policy}\n");
        var file = folder.Write("app/Dockerfile", "FROM debian:12.5\nUSER 1000\nRUN sudo a\n");

        (await CliRun.Of("scan", file, "--policy", rules, "-o", $"json={folder["report.json"]}")).Exits(code);

        var finding = Findings(folder).Single(finding => finding.Rule == "PGD302");
        Assert.Equal(expected, $"{finding.Severity} {finding.State}");
    }

    [Fact]
    public async Task Trusted_registries_and_disabled_comments_of_Hadolint_are_honoured()
    {
        using var folder = new TempFolder();
        folder.Write(".hadolint.yaml", "trustedRegistries: [mcr.microsoft.com]\ndisable-ignore-pragma: true\n");
        var file = folder.Write("Dockerfile", "FROM ghcr.io/a/b:1 AS build\n# hadolint ignore=DL3004 # ours\nRUN sudo a\nFROM mcr.microsoft.com/a:1\nCOPY --from=build /a /a\n");

        await CliRun.Of("scan", file, "-o", $"json={folder["report.json"]}");

        Assert.Equal([1], Findings(folder).Where(finding => finding.Rule == "PGD027").Select(finding => finding.Line));
        Assert.Equal("new", Findings(folder).Single(finding => finding.Rule == "PGD302").State);
    }

    [Fact]
    public async Task What_is_waived_is_not_repaired()
    {
        using var folder = new TempFolder();
        var text = "FROM debian:12.5\n# pipelineguard stage ignore=PGD009 reason=ours\nENV A b\n";
        var file = folder.Write("Dockerfile", text);

        (await CliRun.Of("fix", "--check", file)).Exits(0);
        (await CliRun.Of("fix", file)).Exits(0);
        Assert.Equal(text, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        await File.WriteAllTextAsync(file, text.Replace("PGD009", "PGD010", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (await CliRun.Of("fix", "--check", file)).Exits(1);
    }

    private static List<(string Rule, int Line, string State, string Severity)> Findings(TempFolder folder)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(folder["report.json"]));
        return
        [
            .. from finding in report.RootElement.GetProperty("findings").EnumerateArray()
               let line = finding.GetProperty("location").GetProperty("line").GetInt32()
               orderby line
               select (finding.GetProperty("rule").GetString()!, line, finding.GetProperty("state").GetString()!, finding.GetProperty("severity").GetString()!),
        ];
    }
}
