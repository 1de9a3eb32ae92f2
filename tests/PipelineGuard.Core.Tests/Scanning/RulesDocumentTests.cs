using PipelineGuard.Policy;

namespace PipelineGuard.Scanning;

public sealed class RulesDocumentTests
{
    [Fact]
    public void Docs_rules_md_lists_the_rules_as_they_are() => KeptText.Same("docs/rules.md", RulesDocument.Write(RuleCatalog.Rules));

    [Fact]
    public void Every_rule_belongs_to_a_family_and_has_an_id_of_its_own()
    {
        Assert.All(RuleCatalog.Rules, rule => Assert.NotNull(RuleFamilies.Of(rule.Id)));
        Assert.Equal(RuleCatalog.Rules.Length, RuleCatalog.Rules.Select(rule => rule.Id).Distinct().Count());
    }
}
