using System.Collections.Frozen;
using System.Text.RegularExpressions;
using PipelineGuard.Policy;
using PipelineGuard.Policy.Reading;
using PipelineGuard.Scanning;

namespace PipelineGuard.Compliance;

public sealed partial class ComplianceDocumentationTests
{
    private static readonly string Page = KeptText.Read("docs/compliance.md");
    private static readonly FrozenSet<string> Rules = RuleCatalog.Rules.Select(rule => rule.Id).ToFrozenSet();

    [Fact]
    public void Its_examples_are_right()
    {
        var examples = Example().Matches(Page).Select(match => match.Groups[1].Value).ToLookup(text => text.Contains("controls:", StringComparison.Ordinal));

        Assert.Empty(TemplateReader.Read(Assert.Single(examples[true]), "our-rules.yml", Rules).Mistakes);
        Assert.Empty(PolicyParser.Read(Assert.Single(examples[false]), "policy.yml").Mistakes);
    }

    [Fact]
    public void It_names_every_standard_with_its_version() => Assert.All(ComplianceStandards.Known, name =>
        Assert.Contains($"| `{name}` | {TemplateReader.Embedded(name, Rules).Standard.Split(" (")[0].Split(", ")[0]}", Page, StringComparison.Ordinal));

    [Fact]
    public void It_explains_every_key() => Assert.All(new TemplateKeys(Rules).Template().Keys.Concat(["checks", "manual", "manual-if-unknown", "not-applicable", "rule", "mentions", "vulnerabilities", "fixable"]), key =>
        Assert.Contains($"`{key}`", Page, StringComparison.Ordinal));

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
