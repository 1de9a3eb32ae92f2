using System.Text.RegularExpressions;
using PipelineGuard.Policy.Reading;

namespace PipelineGuard.Policy;

public sealed partial class PolicyDocumentationTests
{
    private static readonly string Page = KeptText.Read("docs/policy.md");

    public static TheoryData<string> Examples => [.. Example().Matches(Page).Select(match => match.Groups[1].Value)];

    public static TheoryData<string> Keys =>
        [.. PolicyKeys.Policy.Keys.Concat(PolicyKeys.Line.Keys).Concat(PolicyKeys.Waiver.Keys).Concat(PolicyKeys.Advisories.Keys).Concat(PolicyKeys.Dockerfile.Keys).Concat(PolicyKeys.Malware.Keys).Concat(PolicyKeys.EndOfLife.Keys).Distinct()];

    [Theory, MemberData(nameof(Examples))]
    public async Task Its_examples_are_right(string yaml)
    {
        Assert.Empty(PolicyParser.Read(yaml, "policy.md").Mistakes);
        Assert.Empty(await PolicySchemaTests.Complaints(yaml));
    }

    [Theory, MemberData(nameof(Keys))]
    public void It_has_a_row_for_every_key(string key) => Assert.Contains($"\n| `{key}` | ", Page, StringComparison.Ordinal);

    [Fact]
    public void It_names_every_word_a_key_may_have()
    {
        var words = PolicyWords.Bars.Keys.Concat(PolicyWords.Overrides.Keys).Concat(PolicyWords.FixStates.Keys).Concat(PolicyWords.Targets.Keys)
            .Concat(PolicyWords.Origins.Keys).Concat(PolicyWords.Incomplete.Keys).Concat(PolicyWords.Ecosystems.Keys).Concat(PolicyWords.Standards.Keys)
            .Concat(PolicyWords.IgnoreComments.Keys).Concat(PolicyWords.HadolintConfigs.Keys).Concat(PolicyWords.Integrity.Keys);

        Assert.All(words, word => Assert.Contains($"`{word}`", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_policy_it_calls_built_in_is_the_built_in_one() =>
        Assert.Equivalent(GuardPolicy.Default with { Source = "p.yml" }, Spec.Policy(Example().Match(Page).Groups[1].Value), strict: true);

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
