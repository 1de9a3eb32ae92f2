using System.Text.RegularExpressions;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>What every rule promises; a new rule needs no test of its own for it.</summary>
public sealed partial class DockerfileRuleContract
{
    public static TheoryData<string, string> Flagged => Examples(rule => rule.Info.Flags);

    public static TheoryData<string, string> Allowed => Examples(rule => rule.Info.Allows);

    public static TheoryData<string> HostileInputs => [.. Corpus.Hostile.Select(input => input.Name)];

    [Theory, MemberData(nameof(Flagged))]
    public void Reports_its_bad_examples(string id, string text) => Assert.NotEmpty(Check(id, text));

    [Theory, MemberData(nameof(Allowed))]
    public void Stays_silent_on_its_good_examples(string id, string text) => Assert.Empty(Check(id, text));

    [Theory, MemberData(nameof(Flagged))]
    public void Points_at_a_place_in_the_file(string id, string text)
    {
        int lines = Dockerfile.Parse(text).Source.LineCount;

        Assert.All(Check(id, text), finding =>
        {
            Assert.InRange(finding.Location.Line!.Value, 1, lines);
            Assert.InRange(finding.Location.EndLine!.Value, finding.Location.Line.Value, lines);
            Assert.True(finding.Location.Column >= 1);
        });
    }

    [Theory, MemberData(nameof(Flagged))]
    public void Every_fix_removes_its_finding_and_is_idempotent(string id, string text)
    {
        var edits = Edits(id, text);
        if (edits.Count == 0) return; // Not every rule can repair, and not every place can be repaired.

        string repaired = TextEdits.Apply(new(text), edits);

        Assert.True(Check(id, repaired).Count() < Check(id, text).Count());
        Assert.Empty(Edits(id, repaired));
        Assert.Empty(Dockerfile.Parse(repaired).Problems);
    }

    [Fact]
    public void Every_rule_class_is_listed_once()
    {
        var classes = typeof(DockerfileRule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DockerfileRule)) && !type.IsAbstract);

        Assert.Equal(classes.OrderBy(type => type.Name), DockerfileRules.All.Select(rule => rule.GetType()).OrderBy(type => type.Name));
    }

    [Fact]
    public void Ids_are_unique_and_in_order()
    {
        var ids = DockerfileRules.All.Select(rule => rule.Info.Id).ToList();

        Assert.All(ids, id => Assert.Matches(RuleIdPattern(), id));
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Every_rule_explains_itself()
    {
        Assert.All(DockerfileRules.All, rule =>
        {
            Assert.NotEmpty(rule.Info.Flags);
            Assert.NotEmpty(rule.Info.Allows);
            Assert.EndsWith(".", rule.Info.Why, StringComparison.Ordinal);
            Assert.EndsWith(".", rule.Info.Fix, StringComparison.Ordinal);
            Assert.False(rule.Info.Title.EndsWith('.'), rule.Info.Title);
        });
    }

    [Theory, MemberData(nameof(HostileInputs))]
    public void All_rules_survive_hostile_inputs(string name)
    {
        var file = Dockerfile.Parse(Corpus.Hostile.Single(input => input.Name == name).Text);

        foreach (var rule in DockerfileRules.All) Assert.All(rule.Check(file, rule.ExampleContext), finding => Assert.Equal(rule.Info.Id, finding.Rule.Value));
    }

    [Fact]
    public void All_rules_survive_the_corpus()
    {
        foreach (var name in Corpus.Names)
        {
            var file = Dockerfile.Parse(Corpus.Bytes(name), name);
            Assert.All(DockerfileRules.Check(file, DockerfileContext.Empty), finding => Assert.Equal(name, finding.Location.Path));
        }
    }

    private static TheoryData<string, string> Examples(Func<DockerfileRule, IEnumerable<string>> examples) =>
        [.. DockerfileRules.All.SelectMany(examples, (rule, text) => (rule.Info.Id, text))];

    private static IEnumerable<Finding> Check(string id, string text)
    {
        var rule = DockerfileRules.All.Single(rule => rule.Info.Id == id);
        return rule.Check(Dockerfile.Parse(text), rule.ExampleContext);
    }

    private static List<TextEdit> Edits(string id, string text) => [.. Check(id, text).SelectMany(finding => finding.Fix?.Edits ?? [])];

    [GeneratedRegex(@"^PGD\d{3}$")]
    private static partial Regex RuleIdPattern();
}
