using System.Collections.Immutable;
using CsCheck;
using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Versions;

namespace PipelineGuard.Reporting;

public sealed class RemedyPlanTests
{
    [Fact]
    public void Packages_of_one_source_are_one_upgrade()
    {
        var plan = PlanOf(
            Vulnerability("CVE-1", "libssl3", "openssl", Severity.Critical),
            Vulnerability("CVE-1", "openssl", null, Severity.Critical),
            Vulnerability("CVE-2", "libssl3", "openssl", Severity.Low));

        var remedy = Assert.Single(plan.Remedies);
        Assert.Equal("Upgrade openssl 1.0 to 2.0", remedy.Action);
        Assert.Equal("2 critical, 1 low", remedy.Counts.ToString());
    }

    [Fact]
    public void Targets_are_mended_one_by_one() =>
        Assert.Equal(2, PlanOf(Vulnerability("CVE-1", "zlib", null, Severity.High), Vulnerability("CVE-1", "zlib", null, Severity.High) with { Target = "api.tar" }).Remedies.Length);

    [Fact]
    public void What_blocks_comes_first_then_what_is_exploited_then_the_worst()
    {
        var plan = PlanOf(
            Vulnerability("CVE-1", "worst", null, Severity.Critical),
            Vulnerability("CVE-2", "many", null, Severity.High), Vulnerability("CVE-3", "many", null, Severity.High),
            Vulnerability("CVE-4", "few", null, Severity.High),
            Vulnerability("CVE-5", "exploited", null, Severity.Low) with { Advisory = new("CVE-5") { KnownExploited = true } },
            Vulnerability("CVE-6", "blocking", null, Severity.Info) with { Gate = GateAction.Block });

        Assert.Equal(["blocking", "exploited", "worst", "many", "few"], plan.Remedies.Select(remedy => remedy.Removes[0].Package!.Name));
    }

    [Fact]
    public void What_nobody_has_fixed_is_not_work_to_do()
    {
        var plan = PlanOf(Vulnerability("CVE-1", "zlib", null, Severity.High) with { Fix = null });

        Assert.Empty(plan.Remedies);
        Assert.Single(plan.Unfixed);
    }

    [Fact]
    public void Waived_findings_are_nothing_to_do()
    {
        var plan = PlanOf(TestReport.OpenSsl with { State = FindingState.Waived }, TestReport.FloatingBase with { State = FindingState.Waived });

        Assert.Empty(plan.Remedies);
        Assert.Empty(plan.Unfixed);
    }

    [Fact]
    public void Findings_of_a_rule_are_one_change_in_the_words_of_the_rule()
    {
        var plan = PlanOf(TestReport.FloatingBase, TestReport.FloatingBase with { Location = new(LocationKind.Source, "Dockerfile") { Line = 7 } });

        var remedy = Assert.Single(plan.Remedies);
        Assert.Equal("Pin the base image (PGD007)", remedy.Action);
        Assert.Equal("Dockerfile(1,6), Dockerfile(7)", remedy.Where);
    }

    [Theory]
    [InlineData("deb", "apt", "Take a newer base image, or upgrade its packages with 'RUN apt-get update && apt-get upgrade -y': libssl3 1.0 → 2.0")]
    [InlineData("deb", "dpkg", "Take a newer base image: libssl3 1.0 → 2.0")]
    [InlineData("deb", "dnf", "Take a newer base image: libssl3 1.0 → 2.0")]
    [InlineData("apk", "apk-tools", "Take a newer base image, or upgrade its packages with 'RUN apk upgrade --no-cache': libssl3 1.0 → 2.0")]
    [InlineData("rpm", "microdnf", "Take a newer base image, or upgrade its packages with 'RUN microdnf upgrade -y': libssl3 1.0 → 2.0")]
    [InlineData("npm", "lodash", "Take a newer base image, or upgrade its packages: libssl3 1.0 → 2.0 (a new major version)")]
    public void Upgrades_in_a_base_image_are_told_by_the_package_manager_that_it_has(string type, string installed, string expected)
    {
        var finding = AtFrom(Vulnerability("CVE-1", "libssl3", null, Severity.High), type);
        var image = TestReport.TwoFindings.Targets[0] with { Name = finding.Target, Packages = [new(PackageType.All.Single(known => known.Purl == type), installed, "1")] };

        var plan = RemedyPlan.Of(TestReport.TwoFindings with { Targets = [image], Findings = [finding] });

        Assert.Equal(expected, Assert.Single(plan.Remedies).Action);
    }

    private static Finding AtFrom(Finding finding, string type) => finding with
    {
        Package = finding.Package! with { Type = type },
        Location = new(LocationKind.Source, "Dockerfile") { Line = 1 },
        Attribution = new(AttributionMethod.BaseImage, AttributionConfidence.High, new(LocationKind.Source, "Dockerfile") { Line = 1 }),
    };

    [Theory]
    [InlineData("/bin/sh -c #(nop) COPY file:abc in /app ", "layer 3: COPY file:abc in /app")]
    [InlineData("/bin/sh -c apt-get update", "layer 3: RUN apt-get update")]
    [InlineData("RUN /bin/sh -c apt-get update # buildkit", "layer 3: RUN apt-get update")]
    [InlineData("COPY app /app # buildkit", "layer 3: COPY app /app")]
    [InlineData("COPY dir:1bc16ac05e993be936f5be575ba15ae9356b3fbcfe01c20d50db30b9981338a9 in /app", "layer 3: COPY dir:1bc16ac05e99 in /app")]
    [InlineData("", "layer 3")]
    [InlineData(null, "layer 3")]
    public void Says_which_instruction_brought_it(string? history, string expected) => Assert.Equal(expected, LayerText.Of(new(3, null) { CreatedBy = history }));

    [Theory]
    [InlineData("9", "9")]
    [InlineData("10", "9", "10", "2")]
    public void Upgrades_to_the_version_that_covers_all_fixes(string expected, params string[] versions) =>
        Assert.Equal(expected, FixedVersion.Covering(versions, new ByNumber()));

    [Fact]
    public void Prefers_no_version_where_their_order_is_not_known()
    {
        Assert.Null(FixedVersion.SchemeOf("swift"));
        Assert.Equal("the newest of 10, 9", FixedVersion.Covering(["9", "10"], null));
    }

    [Fact]
    public void No_other_choice_of_as_many_changes_removes_more() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4]).Array[1, 12].Sample(drawn =>
        {
            ImmutableArray<Finding> findings = [.. drawn.Select((one, i) => Vulnerability($"CVE-{i}", $"package{i}", $"source{one.Item1}", (Severity)one.Item2))];
            var plan = PlanOf(findings).Remedies;
            ImmutableArray<ImmutableArray<Finding>> sources = [.. findings.GroupBy(finding => finding.Package!.SourceName).Select(source => source.ToImmutableArray())];

            return Enumerable.Range(1, (1 << sources.Length) - 1).All(chosen =>
            {
                var planned = Counts(plan.Take(int.PopCount(chosen)).SelectMany(remedy => remedy.Removes));
                return planned.CompareTo(Counts(sources.Where((_, i) => (chosen >> i & 1) != 0).SelectMany(source => source))) >= 0;
            });
        });

    private static SeverityCounts Counts(IEnumerable<Finding> findings) => new([.. findings]);

    private static RemedyPlan PlanOf(params ImmutableArray<Finding> findings) => RemedyPlan.Of(TestReport.TwoFindings with { Findings = findings });

    private static Finding Vulnerability(string id, string package, string? source, Severity severity) => TestReport.OpenSsl with
    {
        Rule = new(id),
        Severity = severity,
        Gate = GateAction.None,
        Advisory = new(id),
        Package = new($"pkg:deb/debian/{package}@1.0", "deb", package, "1.0") { SourceName = source },
        Fix = new($"Upgrade {source ?? package} to 2.0") { Version = "2.0" },
    };

    private sealed class ByNumber : IVersionScheme
    {
        public string Name => "number";

        public bool IsValid(string version) => int.TryParse(version, out _);

        public int Compare(string left, string right) => int.Parse(left, null).CompareTo(int.Parse(right, null));
    }
}
