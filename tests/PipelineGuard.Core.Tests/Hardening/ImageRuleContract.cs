using System.Text.RegularExpressions;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Hardening.Rules;
using PipelineGuard.Images.Building;
using PipelineGuard.Malware;
using PipelineGuard.Policy;
using PipelineGuard.Scanning;

namespace PipelineGuard.Hardening;

/// <summary>What every rule about images promises; a new rule needs no test of its own for it.</summary>
public sealed partial class ImageRuleContract
{
    public static TheoryData<string, string> Flagged => Examples(rule => rule.Info.Flags);

    public static TheoryData<string, string> Allowed => Examples(rule => rule.Info.Allows);

    [Theory, MemberData(nameof(Flagged))]
    public async Task Reports_its_bad_examples(string id, string text)
    {
        var findings = await CheckAsync(id, text);

        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal(FindingKind.Configuration, finding.Kind));
    }

    [Theory, MemberData(nameof(Allowed))]
    public async Task Stays_silent_on_its_good_examples(string id, string text) => Assert.Empty(await CheckAsync(id, text));

    [Fact]
    public void Every_rule_class_is_listed_once()
    {
        var classes = typeof(ImageRule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ImageRule)) && !type.IsAbstract);

        Assert.Equal(classes.OrderBy(type => type.Name), ImageRules.All.Select(rule => rule.GetType()).OrderBy(type => type.Name));
    }

    [Fact]
    public void Ids_are_unique_and_in_order()
    {
        var ids = ImageRules.All.Select(rule => rule.Info.Id).ToList();

        Assert.All(ids, id => Assert.Matches(RuleIdPattern(), id));
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Every_rule_explains_itself() => Assert.All(ImageRules.All, rule =>
    {
        Assert.NotEmpty(rule.Info.Flags);
        Assert.NotEmpty(rule.Info.Allows);
        Assert.EndsWith(".", rule.Info.Why, StringComparison.Ordinal);
        Assert.EndsWith(".", rule.Info.Fix, StringComparison.Ordinal);
        Assert.False(rule.Info.Title.EndsWith('.'), rule.Info.Title);
    });

    [Fact]
    public void Strict_rules_can_be_asked_for() =>
        Assert.All(ImageRules.All.Where(rule => rule.Info.IsStrict), rule => Assert.Contains(rule.Info.Tags, tag => ComplianceStandards.Known.Any(name => tag.StartsWith(name + ":", StringComparison.Ordinal))));

    [Theory]
    [InlineData("[]", false)]
    [InlineData("[nist-800-190]", false)]
    [InlineData("[cis-docker]", true)]
    public async Task Strict_rules_speak_where_the_policy_asks_for_their_standard(string standards, bool speaks)
    {
        using var folder = new TemporaryFolder();
        var policy = folder["policy.yml"];
        await File.WriteAllTextAsync(policy, $"version: 1\ncompliance: {standards}\n", TestContext.Current.CancellationToken);
        using var run = await GuardRun.WithStoreAsync();

        var result = await run.ScanAsync(ExampleImage.Of("USER 1\nCMD /srv/app").AsOciArchive(), options => options with { Policy = policy });

        Assert.Equal(speaks, result.Report.Findings.Any(finding => finding.Rule.Value == "PGI003"));
    }

    [Fact]
    public async Task An_image_that_others_build_on_breaks_no_rule_that_is_not_strict()
    {
        using var target = TestImage.Debian().AsOciArchive();

        Assert.Empty((await ScanAsync(target)).Findings);
    }

    private static TheoryData<string, string> Examples(Func<ImageRule, IEnumerable<string>> examples) =>
        [.. ImageRules.All.SelectMany(examples, (rule, text) => (rule.Info.Id, text))];

    private static async Task<IReadOnlyList<Finding>> CheckAsync(string id, string text)
    {
        using var target = ExampleImage.Of(text).AsOciArchive();
        var scan = await ScanAsync(target);
        return [.. scan.Findings.Concat(scan.StrictFindings).Where(finding => finding.Rule.Value == id)];
    }

    private static async Task<TargetScan> ScanAsync(TestTarget target)
    {
        using var malware = new MalwareScan(new MalwareOptions());
        return await ImageScanner.ScanAsync(target.Path, GuardOptions.Defaults with { TrustedRegistries = ["docker.io", "*.example.com"] }, malware, new StandardInput(null), new TestLog(), new SilentLog(), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"^PGI\d{3}$")]
    private static partial Regex RuleIdPattern();
}
