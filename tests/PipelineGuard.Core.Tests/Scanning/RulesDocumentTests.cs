using PipelineGuard.Policy;

namespace PipelineGuard.Scanning;

public sealed class RulesDocumentTests
{
    [Fact]
    public void Docs_rules_md_lists_the_rules_as_they_are() => KeptText.Same("docs/rules.md", RulesDocument.Write(RuleCatalog.Rules));

    [Fact]
    public void The_explanation_of_a_rule_says_what_the_reference_says_without_its_markup()
    {
        var reference = Unmarked(RulesDocument.Write(RuleCatalog.Rules));

        Assert.All(RuleCatalog.Rules, rule =>
        {
            var explanation = RuleCatalog.Explain(rule.Id)!;
            Assert.Contains(Unmarked(RuleSheet.Markdown.Write(rule)), reference, StringComparison.Ordinal);
            foreach (var line in Unmarked(RuleSheet.Markdown.Write(rule)).Split('\n')) Assert.Contains(line, Unmarked(explanation), StringComparison.Ordinal);
            foreach (var example in rule.Flags.Concat(rule.Allows)) Assert.Contains(example.TrimEnd().Split('\n')[0], explanation, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_rule_belongs_to_a_family_and_has_an_id_of_its_own()
    {
        Assert.All(RuleCatalog.Rules, rule => Assert.NotNull(RuleFamilies.Of(rule.Id)));
        Assert.Equal(RuleCatalog.Rules.Length, RuleCatalog.Rules.Select(rule => rule.Id).Distinct().Count());
    }

    private static string Unmarked(string text) => text.Replace("#### ", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal)
        .Replace("`", "", StringComparison.Ordinal).Replace("&lt;", "<", StringComparison.Ordinal);
}
