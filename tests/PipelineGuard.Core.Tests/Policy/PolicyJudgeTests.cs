using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

public sealed class PolicyJudgeTests
{
    [Theory]
    [InlineData("", "vulnerability critical fixed", GateAction.Block)]
    [InlineData("", "vulnerability critical not-fixed", GateAction.Warn)]
    [InlineData("", "vulnerability high fixed", GateAction.Warn)]
    [InlineData("", "vulnerability low fixed exploited", GateAction.Block)]
    [InlineData("", "vulnerability medium", GateAction.Warn)]
    [InlineData("", "vulnerability low", GateAction.None)]
    [InlineData("", "secret low", GateAction.Block)]
    [InlineData("", "malware low", GateAction.Block)]
    [InlineData("", "end-of-life medium", GateAction.Warn)]
    [InlineData("", "configuration critical", GateAction.Block)]
    [InlineData("", "dockerfile low", GateAction.None)]
    [InlineData("block: off", "malware critical", GateAction.Warn)]
    [InlineData("block: off\nwarn: off", "malware critical", GateAction.None)]
    [InlineData("block: [{ severity: critical }, { target: dockerfile, severity: low }]", "dockerfile low", GateAction.Block)]
    [InlineData("block: [{ severity: critical }, { target: dockerfile, severity: low }]", "configuration low", GateAction.None)]
    [InlineData("warn: { severity: high }", "vulnerability medium", GateAction.None)]
    public void Gates_by_block_before_warn(string policy, string finding, GateAction expected)
    {
        var judgement = Judge(policy, finding);

        Assert.Equal(expected, Assert.Single(judgement.Findings).Gate);
        Assert.Equal(expected switch { GateAction.Block => Verdict.Block, GateAction.Warn => Verdict.Warn, GateAction.None => Verdict.Pass }, judgement.Verdict);
        Assert.Equal(expected is GateAction.None, judgement.Reasons.IsEmpty);
    }

    [Theory]
    [InlineData("PGD007: high", "dockerfile low", Severity.High)]
    [InlineData("CVE-2026-0001: info", "vulnerability critical", Severity.Info)]
    [InlineData("cve-2026-0001: info", "vulnerability critical", Severity.Info)]
    [InlineData("GHSA-aaaa-bbbb-cccc: low", "vulnerability critical alias=GHSA-aaaa-bbbb-cccc", Severity.Low)]
    [InlineData("GHSA-aaaa-bbbb-cccc: low\n  CVE-2026-0001: high", "vulnerability critical alias=GHSA-aaaa-bbbb-cccc", Severity.High)]
    [InlineData("CVE-2026-0001: low", "vulnerability medium unrated", Severity.Low)]
    [InlineData("PGD008: high", "dockerfile low", Severity.Low)]
    public void An_override_sets_the_severity_that_is_judged(string overrides, string finding, Severity expected) =>
        Assert.Equal(expected, Assert.Single(Judge($"overrides:\n  {overrides}", finding).Findings).Severity);

    [Fact]
    public void An_unrated_vulnerability_has_the_severity_the_policy_gives_it()
    {
        Assert.Equal(Severity.High, Assert.Single(Judge("advisories: { unrated: high }", "vulnerability medium unrated").Findings).Severity);
        Assert.Equal(Severity.Medium, Assert.Single(Judge("advisories: { unrated: high }", "vulnerability medium").Findings).Severity);
    }

    [Fact]
    public void A_rule_turned_off_is_still_reported_as_suppressed()
    {
        var judgement = Judge("overrides:\n  PGS001: off", "secret critical");

        var finding = Assert.Single(judgement.Findings);
        Assert.Equal((FindingState.Waived, GateAction.None, Verdict.Pass), (finding.State, finding.Gate, judgement.Verdict));
        Assert.Equal(new Suppression("p.yml(3,3)", "turned off in the policy", null), finding.Suppression);
    }

    [Theory]
    [InlineData("2026-06-15", true)]
    [InlineData("2026-06-16", true)]
    [InlineData("2026-06-14", false)]
    public void A_waiver_holds_until_the_end_of_its_last_day(string expires, bool holds)
    {
        var judgement = Judge(Waiver(expires: expires), "vulnerability critical fixed");

        var finding = Assert.Single(judgement.Findings);
        Assert.Equal(holds ? FindingState.Waived : FindingState.New, finding.State);
        Assert.Equal(holds ? Verdict.Pass : Verdict.Block, judgement.Verdict);
        Assert.Equal(holds ? new Suppression("p.yml(3,5)", "client only", DateOnly.ParseExact(expires, "yyyy-MM-dd")) : null, finding.Suppression);
    }

    [Fact]
    public void An_expired_waiver_is_reported_with_its_place()
    {
        var problem = Assert.Single(Judge(Waiver(expires: "2026-06-14"), "vulnerability critical fixed").Problems);

        Assert.Equal(new ScanProblem(Problems.WaiverExpired, "p.yml(3,5)", "The waiver for CVE-2026-0001 expired on 2026-06-14: what it waived counts again."), problem);
    }

    [Fact]
    public void An_expired_waiver_that_nothing_needs_says_so() =>
        Assert.EndsWith("it matches no finding of this scan.", Assert.Single(Judge(Waiver(expires: "2026-06-14")).Problems).Detail, StringComparison.Ordinal);

    [Fact]
    public void An_unused_waiver_is_reported_with_its_place()
    {
        var judgement = Judge(Waiver(), "secret low");

        Assert.Equal(new ScanProblem(Problems.WaiverUnused, "p.yml(3,5)", "The waiver for CVE-2026-0001 matches no finding of this scan."), Assert.Single(judgement.Problems));
    }

    [Fact]
    public void A_waiver_is_not_called_unused_when_part_of_the_image_was_not_read()
    {
        var unread = new ScanProblem(Problems.LayerUnreadable, "layer 2", "cut short");

        Assert.Equal([unread], PolicyJudge.Judge([], [unread], Spec.Policy($"version: 1\n{Waiver()}"), Spec.Today).Problems);
    }

    [Fact]
    public void A_waiver_for_another_target_is_not_called_unused() =>
        Assert.Empty(Judge(Waiver("target: billing:*"), "secret low").Problems);

    [Theory]
    [InlineData("package: pkg:deb/debian/openssl", "vulnerability critical fixed", true)]
    [InlineData("package: pkg:deb/debian/libssl3", "vulnerability critical fixed", false)]
    [InlineData("package: pkg:deb/debian/open*", "vulnerability critical fixed", true)]
    [InlineData("path: app/*.dll", "vulnerability critical fixed", true)]
    [InlineData("path: /app/*.dll", "vulnerability critical fixed", true)]
    [InlineData("path: var/lib/dpkg/status", "vulnerability critical fixed", false)]
    [InlineData("path: var/lib/dpkg/status", "vulnerability critical fixed found-in=var/lib/dpkg/status", true)]
    [InlineData("target: shop:*", "vulnerability critical fixed", true)]
    [InlineData("target: shop", "vulnerability critical fixed", false)]
    [InlineData("package: pkg:deb/debian/openssl\n    target: shop:2", "vulnerability critical fixed", false)]
    [InlineData("target: '**'", "vulnerability critical fixed id=GHSA-1 alias=CVE-2026-0001", true)]
    [InlineData("target: '**'", "vulnerability critical fixed id=CVE-2026-0002", false)]
    [InlineData("package: pkg:deb/debian/openssl", "secret critical id=CVE-2026-0001", false)]
    public void A_waiver_covers_what_fits_all_it_names(string narrowing, string finding, bool covered) =>
        Assert.Equal(covered, Assert.Single(Judge(Waiver(narrowing), finding).Findings).State is FindingState.Waived);

    [Fact]
    public void The_first_waiver_that_holds_is_the_one_shown()
    {
        var policy = $"{Waiver(expires: "2026-01-01")}\n{WaiverItem(expires: "2027-01-01")}\n{WaiverItem(expires: "2028-01-01")}";

        var judgement = Judge(policy, "vulnerability critical fixed");

        Assert.Equal(new DateOnly(2027, 1, 1), Assert.Single(judgement.Findings).Suppression!.Expires);
        Assert.Equal([Problems.WaiverExpired], judgement.Problems.Select(problem => problem.Info));
    }

    [Fact]
    public void An_ignore_comment_in_the_source_keeps_its_word_and_uses_the_waiver_behind_it()
    {
        var judgement = Judge(Waiver().Replace("CVE-2026-0001", "PGD007", StringComparison.Ordinal), "dockerfile critical ignored");

        Assert.Equal("Dockerfile(3,1)", Assert.Single(judgement.Findings).Suppression!.Source);
        Assert.Empty(judgement.Problems);
        Assert.Equal(Verdict.Pass, judgement.Verdict);
    }

    [Theory]
    [InlineData("vulnerability critical fixed=0", true)]
    [InlineData("vulnerability critical fixed=6", true)]
    [InlineData("vulnerability critical fixed=7", false)]
    [InlineData("vulnerability critical fixed", false)] // No date: nothing to count from.
    [InlineData("vulnerability critical fixed=-1", true)] // Tomorrow, somewhere in the world.
    [InlineData("vulnerability critical fixed=-2", false)] // A date in the future must not be grace for ever.
    [InlineData("vulnerability high fixed=29", true)]
    [InlineData("vulnerability high fixed=30", false)]
    [InlineData("vulnerability medium fixed=0", false)]
    [InlineData("vulnerability critical fixed=0 exploited", false)]
    [InlineData("secret critical", false)]
    public void Grace_turns_block_into_warn_while_a_fix_is_young(string finding, bool grace)
    {
        var judgement = Judge("block: { severity: medium, known-exploited: any }\nwarn: off\ngrace-days: { critical: 7, high: 30 }", finding);

        Assert.Equal(grace ? GateAction.Warn : GateAction.Block, Assert.Single(judgement.Findings).Gate);
    }

    [Fact]
    public void A_young_fix_is_no_grace_when_a_later_line_blocks_what_is_exploited()
    {
        var judgement = Judge("block: [{ severity: high }, { known-exploited: any }]\ngrace-days: { high: 30 }", "vulnerability high fixed=1 exploited");

        Assert.Equal(Verdict.Block, judgement.Verdict);
    }

    [Theory]
    [InlineData("", "", Verdict.Incomplete)]
    [InlineData("", "vulnerability medium", Verdict.Incomplete)]
    [InlineData("", "malware high", Verdict.Block)]
    [InlineData("incomplete: warn", "", Verdict.Warn)]
    [InlineData("incomplete: warn", "malware high", Verdict.Block)]
    public void What_could_not_be_looked_at_outranks_everything_but_block(string policy, string finding, Verdict expected)
    {
        Finding[] findings = finding.Length == 0 ? [] : [Spec.Finding(finding)];

        var judgement = PolicyJudge.Judge(findings, [new(Problems.LayerUnreadable, "layer 2", "cut short")], Spec.Policy($"version: 1\n{policy}"), Spec.Today);

        Assert.Equal(expected, judgement.Verdict);
    }

    [Fact]
    public void A_target_that_failed_stays_incomplete_whatever_the_policy_accepts()
    {
        var policy = Spec.Policy("version: 1\nincomplete: warn");

        Assert.Equal(Verdict.Incomplete, PolicyJudge.Judge([], [new(Problems.TargetNotFound, "a.tar", "gone")], policy, Spec.Today).Verdict);
    }

    [Fact]
    public void A_note_changes_no_verdict() =>
        Assert.Equal(Verdict.Pass, PolicyJudge.Judge([], [new(Problems.BadAdvisory, "x", "y")], GuardPolicy.Default, Spec.Today).Verdict);

    [Fact]
    public void Says_which_data_the_policy_asked_for_in_vain()
    {
        var judgement = Judge("block: { severity: critical, epss: 0.5, known-exploited: any }", "vulnerability low unlisted", "vulnerability low unlisted epss=0.1", "vulnerability low epss=0.1");

        Assert.Equal(Verdict.Pass, judgement.Verdict);
        Assert.Equal(
            [
                "PG1006: p.yml: 'epss' could not be answered for 1 vulnerability: without a probability they count as reaching it.",
                "PG1006: p.yml: 'known-exploited' could not be answered for 2 vulnerabilities: no catalogue of exploited ones was at hand, so other triggers alone decided.",
            ],
            judgement.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Says_why_worst_first()
    {
        ScanProblem[] problems = [new(Problems.NoAdvisories, "npm", "none"), new(Problems.LayerUnreadable, "layer 2", "cut"), new(Problems.LayerUnreadable, "layer 3", "cut")];
        Finding[] findings =
        [
            .. Repeat("vulnerability medium", 2), .. Repeat("vulnerability critical fixed", 3), .. Repeat("secret low", 1), .. Repeat("vulnerability critical not-fixed", 1),
            .. Repeat("vulnerability high fixed=2", 1), .. Repeat("vulnerability high fixed=5", 1), .. Repeat("vulnerability low fixed exploited", 1), .. Repeat("end-of-life medium", 1),
        ];
        var policy = Spec.Policy("version: 1\nblock: { severity: high, fixable: true, known-exploited: any, secrets: any }\ngrace-days: { high: 30 }");

        Assert.Equal(
            [
                "3 critical vulnerabilities with a fix reach the block threshold.",
                "1 low vulnerability known to be exploited reaches the block threshold.",
                "1 low secret reaches the block threshold.",
                "Not everything was looked at: Layer could not be read (PG2005, 2 times).",
                "Not everything was looked at: No advisory data (PG4001).",
                "2 high vulnerabilities with a fix are in grace: the first blocks from 2026-07-10 on.",
                "1 critical vulnerability without a known fix reaches the warn threshold.",
                "2 medium vulnerabilities without a known fix reach the warn threshold.",
                "1 medium end-of-life finding reaches the warn threshold.",
            ],
            PolicyJudge.Judge(findings, problems, policy, Spec.Today).Reasons);
    }

    [Fact]
    public void Says_that_the_policy_softened_an_incomplete_scan()
    {
        var judgement = PolicyJudge.Judge([Spec.Finding("vulnerability medium")], [new(Problems.NoAdvisories, "npm", "none")], Spec.Policy("version: 1\nincomplete: warn"), Spec.Today);

        Assert.Equal("Not everything was looked at: No advisory data (PG4001); the policy counts that as a warning ('incomplete: warn').", judgement.Reasons[0]);
    }

    [Fact]
    public void Removes_nothing_and_sorts_whatever_the_order_of_arrival()
    {
        Finding[] findings = [Spec.Finding("vulnerability low"), Spec.Finding("secret high"), Spec.Finding("vulnerability critical fixed"), Spec.Finding("dockerfile medium")];

        var one = PolicyJudge.Judge(findings, [], GuardPolicy.Default, Spec.Today);
        var other = PolicyJudge.Judge([.. findings.Reverse()], [], GuardPolicy.Default, Spec.Today);

        Assert.Equal(["CVE-2026-0001", "PGS001", "PGD007", "CVE-2026-0001"], one.Findings.Select(finding => finding.Rule.Value));
        Assert.Equal(one.Findings, other.Findings);
        Assert.Equal(one.Reasons, other.Reasons);
    }

    [Fact]
    public void Fail_on_blocks_from_a_severity_and_keeps_the_other_lines()
    {
        var policy = Spec.Policy("version: 1\nblock: [{ severity: critical, secrets: any, epss: 0.5 }, { severity: low, target: dockerfile }]").WithBlockSeverity(Severity.High, onlyFixable: true);

        Assert.Equal(GateAction.Block, Gate("vulnerability high fixed"));
        Assert.Equal(GateAction.Warn, Gate("vulnerability critical not-fixed"));
        Assert.Equal(GateAction.Block, Gate("secret low"));
        Assert.Equal(GateAction.None, Gate("dockerfile low"));
        Assert.Equal(GateAction.Block, Gate("configuration high"));

        GateAction Gate(string finding) => Assert.Single(PolicyJudge.Judge([Spec.Finding(finding)], [], policy, Spec.Today).Findings).Gate;
    }

    private static Judgement Judge(string policy, params string[] findings) =>
        PolicyJudge.Judge([.. findings.Select(Spec.Finding)], [], Spec.Policy($"version: 1\n{policy}"), Spec.Today);

    private static IEnumerable<Finding> Repeat(string words, int times) => Enumerable.Repeat(Spec.Finding(words), times);

    [Theory]
    [InlineData("hash: 0f1e2d3c4b5a6978", "secret high hash=0f1e2d3c4b5a6978", true)]
    [InlineData("hash: 0F1E2D3C4B5A6978", "secret high hash=0f1e2d3c4b5a6978", true)]
    [InlineData("hash: 0f1e2d3c4b5a6978", "secret high hash=0f1e2d3c4b5a6979", false)]
    [InlineData("hash: 0f1e2d3c4b5a6978", "secret high", false)]
    [InlineData("rule: PGS001", "secret high", true)]
    [InlineData("rule: PGS002", "secret high", false)]
    [InlineData("path: app/**", "secret high file=app/tests/key.pem", true)]
    [InlineData("path: app/**", "secret high file=root/key.pem", false)]
    [InlineData("path: app/**", "malware high file=app/tests/key.pem", false)]
    [InlineData("path: app/**, rule: PGS001, hash: 0f1e2d3c4b5a6978", "secret high file=app/key.pem hash=0f1e2d3c4b5a6978", true)]
    [InlineData("path: app/**, rule: PGS001, hash: 0f1e2d3c4b5a6978", "secret high file=key.pem hash=0f1e2d3c4b5a6978", false)]
    public void An_allowed_secret_is_reported_without_a_say(string allowed, string finding, bool silent)
    {
        var judgement = Judge($"secrets: {{ allow: [{{ {allowed}, reason: of the test server, expires: 2027-01-01 }}] }}", finding);

        Assert.Equal(silent ? FindingState.Waived : FindingState.New, Assert.Single(judgement.Findings).State);
        Assert.Equal(silent ? Verdict.Pass : Verdict.Block, judgement.Verdict);
        Assert.Equal(silent ? [] : [Problems.WaiverUnused], judgement.Problems.Select(problem => problem.Info));
    }

    private static string Waiver(string? narrowing = null, string expires = "2027-01-01") => $"waivers:\n{WaiverItem(narrowing, expires)}";

    private static string WaiverItem(string? narrowing = null, string expires = "2027-01-01") =>
        $"  - id: CVE-2026-0001\n    reason: client only\n    expires: {expires}{(narrowing is null ? "" : $"\n    {narrowing}")}";
}
