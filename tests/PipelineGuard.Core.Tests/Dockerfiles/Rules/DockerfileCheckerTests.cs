using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Rules.Ignoring;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

public sealed class DockerfileCheckerTests : IScanLog
{
    private readonly List<ScanProblem> _problems = [];

    [Theory]
    [InlineData("# pipelineguard ignore=PGD007 reason=ours\nFROM debian", "Dockerfile(1,1)", "ours")]
    [InlineData("# pipelineguard ignore=PGD001, PGD007 reason=\"ours\"\n\n# words\nFROM debian", "Dockerfile(1,1)", "ours")]
    [InlineData("# pipelineguard ignore=PGD007\nFROM debian", "Dockerfile(1,1)", "ignored by a comment")]
    [InlineData("# pipelineguard ignore-stage=PGD007 reason=ours\nFROM debian", "Dockerfile(1,1)", "ours")]
    [InlineData("# pipelineguard stage ignore=PGD007 reason=ours\nFROM debian", "Dockerfile(1,1)", "ours")]
    [InlineData("FROM debian\n# pipelineguard ignore-file=PGD007 reason=ours", "Dockerfile(2,1)", "ours")]
    [InlineData("FROM debian\n# pipelineguard global ignore=PGD007 reason=ours", "Dockerfile(2,1)", "ours")]
    [InlineData("# hadolint ignore=DL3006\nFROM debian", "Dockerfile(1,1)", "ignored by a comment")]
    [InlineData("# hadolint ignore=SC2046,DL3006 # ours\nFROM debian", "Dockerfile(1,1)", "ours")]
    [InlineData("FROM debian\n  # hadolint global ignore=DL3006", "Dockerfile(2,3)", "ignored by a comment")]
    public void A_comment_waives_the_finding_and_keeps_it(string text, string source, string reason)
    {
        var finding = Single(Check(text), "PGD007");

        Assert.Equal(FindingState.Waived, finding.State);
        Assert.Equal(new Suppression(source, reason, null), finding.Suppression);
    }

    [Theory]
    [InlineData("# pipelineguard ignore=PGD007 reason=ours\nFROM debian:12 AS a\nFROM debian")]
    [InlineData("# pipelineguard ignore-stage=PGD007 reason=ours\nFROM debian:12 AS a\nRUN true\nFROM debian")]
    [InlineData("# pipelineguard ignore=PGD010 reason=ours\nFROM debian")]
    [InlineData("FROM debian\n# pipelineguard ignore=PGD007 reason=ours")]
    [InlineData("# hadolint ignore=PGD007\nFROM debian")]
    [InlineData("# pipelineguard ignore=pgd\nFROM debian")]
    public void A_comment_leaves_other_rules_and_places_alone(string text) => Assert.Equal(FindingState.New, Single(Check(text), "PGD007").State);

    [Fact]
    public void A_stage_comment_reaches_to_the_next_FROM_and_no_further()
    {
        const string Text = "# pipelineguard ignore-stage=PGD201 reason=ours\nFROM debian:12 AS a\nRUN true\nRUN apt-get install a\nFROM debian:12\nRUN apt-get install b";

        var states = Check(Text).Where(finding => finding.Rule.Value == "PGD201").OrderBy(finding => finding.Location.Line).Select(finding => finding.State);

        Assert.Equal([FindingState.Waived, FindingState.New], states);
    }

    [Fact]
    public void A_comment_within_an_instruction_is_about_it() =>
        Assert.Equal(FindingState.Waived, Single(Check("FROM debian:12\nRUN true && \\\n# pipelineguard ignore=PGD201 reason=ours\n apt-get install a"), "PGD201").State);

    [Theory]
    [InlineData("# check=skip=MaintainerDeprecated\nFROM debian:12\nMAINTAINER a", FindingState.Waived)]
    [InlineData("# check=error=true;skip=StageNameCasing, maintainerdeprecated\nFROM debian:12\nMAINTAINER a", FindingState.Waived)]
    [InlineData("# check=skip=all\nFROM debian:12\nMAINTAINER a", FindingState.Waived)]
    [InlineData("# check=error=true\nFROM debian:12\nMAINTAINER a", FindingState.New)]
    [InlineData("FROM debian:12\n# check=skip=all\nMAINTAINER a", FindingState.New)]
    public void The_check_directive_of_Docker_is_honoured(string text, FindingState state) => Assert.Equal(state, Single(Check(text), "PGD006").State);

    [Fact]
    public void A_policy_that_forbids_comments_disarms_them_and_says_so()
    {
        var findings = DockerfileChecker.Check(
            Dockerfile.Parse("# pipelineguard ignore=PGD007 reason=ours\nFROM debian"), new() { IgnoreComments = IgnoreComments.Forbid }, null);

        Assert.Equal(FindingState.New, Single(findings, "PGD007").State);
        Assert.Contains("policy forbids", Single(findings, "PGD002").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Hadolint_configuration_ignores_rates_and_informs_rules()
    {
        var config = Config("""
            ignored: [DL3006, DL9999]
            override:
              error: [DL4000]
            trustedRegistries:
              - docker.io
            label-schema:
              version: semver
            strict-labels: true
            failure-threshold: warning
            no-fail: false
            disable-ignore-pragma: true
            format: tty
            """);

        var findings = DockerfileChecker.Check(Dockerfile.Parse("FROM debian\n# hadolint ignore=DL4000\nMAINTAINER a"), DockerfileContext.Empty, config);
        var context = config.ApplyTo(DockerfileContext.Empty);

        Assert.Equal(new Suppression(".hadolint.yaml(1,11)", "ignored by the Hadolint configuration", null), Single(findings, "PGD007").Suppression);
        Assert.Equal((Severity.High, FindingState.New), (Single(findings, "PGD006").Severity, Single(findings, "PGD006").State));
        Assert.Equal(["docker.io"], context.TrustedRegistries);
        Assert.Equal("semver", context.LabelSchema["version"]);
        Assert.True(context.StrictLabels);
        Assert.Equal(Severity.Medium, config.FailureThreshold!.Value.Severity);
        Assert.Empty(_problems);
    }

    [Theory]
    [InlineData("ignore: [DL3006]", 1, 1)]
    [InlineData("ignored: DL3006", 1, 10)]
    [InlineData("ignored:\n  - [DL3006]", 2, 5)]
    [InlineData("override: {fatal: [DL3006]}", 1, 12)]
    [InlineData("strict-labels: perhaps", 1, 16)]
    [InlineData("- ignored", 1, 1)]
    [InlineData("ignored: [DL3006", null, null)]
    [InlineData("ignored: *a", null, null)]
    [InlineData("a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: {l: {m: {n: {o: {p: {q: {r: 1}}}}}}}}}}}}}}}}}", null, null)]
    public void What_a_Hadolint_configuration_gets_wrong_is_noted_with_its_place(string text, int? line, int? column)
    {
        Config(text);

        var problem = Assert.Single(_problems);
        Assert.Equal(Problems.BadHadolintConfig, problem.Info);
        if (line is not null) Assert.Equal($".hadolint.yaml({line},{column})", problem.Subject);
    }

    [Fact]
    public void The_nearest_Hadolint_configuration_up_to_the_root_counts()
    {
        var root = Directory.CreateTempSubdirectory("pipelineguard-").FullName;
        var folder = Directory.CreateDirectory(Path.Combine(root, "repository", "src")).FullName;
        File.WriteAllText(Path.Combine(root, ".hadolint.yaml"), "strict-labels: true");
        try
        {
            var repository = Path.Combine(root, "repository");
            Assert.Null(HadolintConfigReader.Find(Path.Combine(folder, "Dockerfile"), repository, this));

            File.WriteAllText(Path.Combine(repository, ".hadolint.yml"), "no-fail: true");
            Assert.True(HadolintConfigReader.Find(Path.Combine(folder, "Dockerfile"), repository, this)!.NoFail);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    void IScanLog.Report(ScanProblem problem) => _problems.Add(problem);

    private static ImmutableArray<Finding> Check(string text) => DockerfileChecker.Check(Dockerfile.Parse(text), DockerfileContext.Empty, null);

    private static Finding Single(IEnumerable<Finding> findings, string rule) => Assert.Single(findings, finding => finding.Rule.Value == rule);

    private HadolintConfig Config(string text) => HadolintConfigReader.Read(text, ".hadolint.yaml", this);
}
