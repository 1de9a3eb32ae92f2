using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.Policy;

namespace PipelineGuard.Scanning;

/// <summary>Dockerfiles as targets: where they come from, and what the policy lets them and their surroundings say.</summary>
public sealed class DockerfileTargetTests
{
    private const string Waived = "# pipelineguard ignore=PGD007 reason=ours\nFROM debian\n# hadolint ignore=DL3002\nUSER root\n";

    [Theory]
    [InlineData("-")]
    [InlineData("dockerfile:-")]
    public async Task A_Dockerfile_on_standard_input_is_known_by_its_content(string target)
    {
        var result = await ScanAsync(target, "FROM debian\n"u8.ToArray());

        var finding = Assert.Single(result.Report.Findings, finding => finding.Rule.Value == "PGD007");
        Assert.Equal(("stdin", 1, target), (finding.Location.Path, finding.Location.Line, finding.Target));
        Assert.Equal("dockerfile", Assert.Single(result.Report.Targets).Kind);
    }

    [Fact]
    public async Task An_image_on_standard_input_is_known_by_its_content()
    {
        using var target = TestImage.Alpine().AsDockerArchive();

        var result = await ScanAsync("-", await File.ReadAllBytesAsync(target.Path, TestContext.Current.CancellationToken));

        Assert.Equal("docker-archive", Assert.Single(result.Report.Targets).Kind);
        Assert.NotEmpty(result.Report.Targets[0].Packages);
    }

    [Theory]
    [InlineData("hello\n", "PG2002")]
    [InlineData("", "PG2002")]
    public async Task What_is_neither_is_refused(string text, string code)
    {
        var failure = await Assert.ThrowsAsync<GuardException>(() => ScanAsync("-", Encoding.UTF8.GetBytes(text)));

        Assert.Equal(code, failure.Problem.Code);
    }

    [Fact]
    public async Task Standard_input_can_be_a_target_once()
    {
        var failure = await Assert.ThrowsAsync<GuardException>(() => ScanAsync("-", "FROM debian\n"u8.ToArray(), options => options with { Targets = ["-", "dockerfile:-"] }));

        Assert.Equal(Problems.BadUsage, failure.Problem);
    }

    [Theory]
    [InlineData("", "dockerfile")]
    [InlineData("etc/os-release", "rootfs")]
    public async Task A_folder_of_sources_is_no_root_of_a_file_system_although_its_folders_are_called_so(string system, string kind)
    {
        using var folder = new Folder([("Dockerfile", "FROM debian\n"), ("app/x", "x"), ("lib/y", "y"), .. system.Length == 0 ? Array.Empty<(string, string)>() : [(system, "ID=alpine\n")]]);

        var result = await folder.ScanAsync("version: 1", ".");

        Assert.Equal(kind, Assert.Single(result.Report.Targets).Kind);
    }

    [Fact]
    public async Task An_archive_whose_first_file_is_called_FROM_is_no_Dockerfile()
    {
        var tar = TestTar.WriteFiles([("FROM debian\n", [])]);

        Assert.Equal(Problems.NotAnImage, (await Assert.ThrowsAsync<GuardException>(() => ScanAsync("-", tar))).Problem);
    }

    [Theory]
    [InlineData("allow", FindingState.Waived, FindingState.Waived, 0)]
    [InlineData("with-reason", FindingState.Waived, FindingState.New, 1)]
    [InlineData("forbid", FindingState.New, FindingState.New, 2)]
    public async Task The_policy_says_what_ignore_comments_may_do_and_the_report_says_which_do_nothing(string answer, FindingState withReason, FindingState without, int disarmed)
    {
        using var folder = new Folder(("Dockerfile", Waived));

        var result = await folder.ScanAsync($"version: 1\ndockerfile: {{ ignore-comments: {answer} }}");

        Assert.Equal(withReason, StateOf(result, "PGD007"));
        Assert.Equal(without, StateOf(result, "PGD019"));
        Assert.Equal(disarmed, result.Report.Findings.Count(finding => finding.Rule.Value == "PGD002" && finding.Message.EndsWith("does nothing.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("allow", FindingState.Waived, Severity.Info)]
    [InlineData("tighten-only", FindingState.New, Severity.High)]
    public async Task The_policy_says_whether_a_Hadolint_configuration_may_ignore_and_rate(string answer, FindingState state, Severity severity)
    {
        using var folder = new Folder(("Dockerfile", "FROM debian\nUSER root\n"), (".hadolint.yaml", "ignored: [DL3006]\noverride: { style: [DL3002] }\ntrustedRegistries: [example.com]\n"));

        var result = await folder.ScanAsync($"version: 1\ndockerfile: {{ hadolint-config: {answer} }}");

        Assert.Equal(state, StateOf(result, "PGD007"));
        Assert.Equal(severity, result.Report.Findings.Single(finding => finding.Rule.Value == "PGD019").Severity);
        Assert.Equal(state == FindingState.New, result.Report.Problems.Any(problem => problem.Info == Problems.HadolintOverruled));
        Assert.Contains(result.Report.Findings, finding => finding.Rule.Value == "PGD027");
    }

    [Theory]
    [InlineData("failure-threshold: warning", "version: 1", Verdict.Block)]
    [InlineData("failure-threshold: warning", "version: 1\nwarn: off", Verdict.Block)]
    [InlineData("failure-threshold: warning", "version: 1\nblock: { severity: critical }", Verdict.Warn)]
    [InlineData("failure-threshold: none", "version: 1", Verdict.Warn)]
    [InlineData("failure-threshold: warning\nno-fail: true", "version: 1", Verdict.Warn)]
    [InlineData("strict-labels: false", "version: 1", Verdict.Warn)]
    public async Task The_failure_threshold_of_Hadolint_blocks_until_the_policy_names_one(string hadolint, string policy, Verdict verdict)
    {
        using var folder = new Folder(("Dockerfile", "FROM debian\nUSER app\n"), (".hadolint.yaml", hadolint));

        var result = await folder.ScanAsync(policy);

        Assert.Equal(verdict, result.Verdict);
        Assert.Equal(verdict == Verdict.Block, result.Report.Problems.Any(problem => problem.Info == Problems.HadolintThreshold));
    }

    [Fact]
    public async Task A_failure_threshold_holds_for_the_Dockerfiles_below_it_and_for_no_others()
    {
        using var folder = new Folder(("strict/Dockerfile", "FROM debian\nUSER app\n"), ("strict/.hadolint.yaml", "failure-threshold: info"), ("free/Dockerfile", "FROM debian\nUSER app\n"));

        var result = await folder.ScanAsync("version: 1", ".");

        Assert.Equal(["strict"], result.Report.Findings.Where(finding => finding.Gate == GateAction.Block).Select(finding => finding.Location.Path.Split('/')[0]).Distinct());
    }

    [Theory]
    [InlineData("docker/Dockerfile", "src/app.py", "COPY src/app.py missing.py /app/", new[] { 2 })]
    [InlineData("docker/Dockerfile", "docker/src/app.py", "COPY src/app.py missing.py /app/", new[] { 2 })]
    [InlineData("docker/Dockerfile", "src/app.py", "COPY lib/app.py missing.py /app/", new int[0])]
    [InlineData("docker/Dockerfile", "src/app.py", "COPY ../src/app.py /app/", new int[0])]
    public async Task The_build_context_is_the_folder_that_holds_what_is_copied(string dockerfile, string file, string copy, int[] missing)
    {
        using var folder = new Folder((dockerfile, $"FROM debian:12.5\n{copy}\n"), (file, ""));

        var result = await folder.ScanAsync("version: 1", dockerfile);

        Assert.Equal(missing, result.Report.Findings.Where(finding => finding.Rule.Value == "PGD608").Select(finding => finding.Location.Line!.Value));
    }

    [Fact]
    public async Task An_override_of_the_policy_outranks_the_one_of_Hadolint()
    {
        using var folder = new Folder(("Dockerfile", "FROM debian\nUSER root\n"), (".hadolint.yaml", "override: { style: [DL3006, DL3002] }"));

        var result = await folder.ScanAsync("version: 1\noverrides: { PGD007: critical, PGD019: off }");

        Assert.Equal((Severity.Critical, GateAction.Block), result.Report.Findings.Where(finding => finding.Rule.Value == "PGD007").Select(finding => (finding.Severity, finding.Gate)).Single());
        Assert.Equal(FindingState.Waived, StateOf(result, "PGD019"));
        Assert.Equal(Verdict.Block, result.Verdict);
    }

    private static FindingState StateOf(GuardResult result, string rule) => Assert.Single(result.Report.Findings, finding => finding.Rule.Value == rule).State;

    private static async Task<GuardResult> ScanAsync(string target, byte[] input, Func<GuardOptions, GuardOptions>? change = null)
    {
        using var stream = new MemoryStream(input);
        var options = new GuardOptions { Targets = [target], StandardInput = stream, Outputs = [], Starter = true, Offline = true };
        return await Guard.RunAsync(change?.Invoke(options) ?? options, new SilentLog(), TestContext.Current.CancellationToken);
    }

    private sealed class Folder : IDisposable
    {
        private readonly string _root = Directory.CreateTempSubdirectory("pipelineguard-test-").FullName;

        public Folder(params (string Name, string Text)[] files)
        {
            Directory.CreateDirectory(Path.Combine(_root, ".git"));
            foreach (var (name, text) in files) Write(name, text);
        }

        public async Task<GuardResult> ScanAsync(string policy, string target = "Dockerfile")
        {
            var options = new GuardOptions { Targets = [Path.Combine(_root, target)], Policy = Write("policy.yml", policy), Outputs = [], Offline = true };
            return await Guard.RunAsync(options, new SilentLog(), TestContext.Current.CancellationToken);
        }

        public void Dispose() => Directory.Delete(_root, recursive: true);

        private string Write(string name, string text)
        {
            var path = Path.Combine(_root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return path;
        }
    }
}
