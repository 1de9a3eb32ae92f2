using System.Text.RegularExpressions;
using PipelineGuard.Findings;
using PipelineGuard.Lifecycle.Rules;

namespace PipelineGuard.Lifecycle;

/// <summary>What every rule about support promises; a new rule needs no test of its own for it.</summary>
public sealed partial class LifecycleRuleContract
{
    public static TheoryData<string, string> Flagged => Examples(rule => rule.Info.Flags);

    public static TheoryData<string, string> Allowed => Examples(rule => rule.Info.Allows);

    [Theory, MemberData(nameof(Flagged))]
    public async Task Reports_its_bad_examples(string id, string text)
    {
        var finding = Assert.Single(await LifecycleExample.CheckAsync(text));

        Assert.Equal((id, FindingKind.EndOfLife), (finding.Rule.Value, finding.Kind));
        Assert.Matches(Day(), finding.Message);
    }

    [Theory, MemberData(nameof(Allowed))]
    public async Task Stays_silent_on_its_good_examples(string id, string text) =>
        Assert.DoesNotContain(await LifecycleExample.CheckAsync(text), finding => finding.Rule.Value == id);

    [Fact]
    public void Every_rule_class_is_listed_once()
    {
        var classes = typeof(LifecycleRule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LifecycleRule)) && !type.IsAbstract);

        Assert.Equal(classes.OrderBy(type => type.Name), LifecycleRules.All.Select(rule => rule.GetType()).OrderBy(type => type.Name));
    }

    [Fact]
    public void Ids_are_unique_and_in_order()
    {
        var ids = LifecycleRules.All.Select(rule => rule.Info.Id).ToList();

        Assert.All(ids, id => Assert.Matches(RuleIdPattern(), id));
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Every_rule_explains_itself() => Assert.All(LifecycleRules.All, rule =>
    {
        Assert.NotEmpty(rule.Info.Flags);
        Assert.NotEmpty(rule.Info.Allows);
        Assert.EndsWith(".", rule.Info.Why, StringComparison.Ordinal);
        Assert.EndsWith(".", rule.Info.Fix, StringComparison.Ordinal);
        Assert.False(rule.Info.Title.EndsWith('.'), rule.Info.Title);
    });

    private static TheoryData<string, string> Examples(Func<LifecycleRule, IEnumerable<string>> examples) =>
        [.. LifecycleRules.All.SelectMany(examples, (rule, text) => (rule.Info.Id, text))];

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d\b")]
    private static partial Regex Day();

    [GeneratedRegex(@"^PGV\d{3}$")]
    private static partial Regex RuleIdPattern();
}
