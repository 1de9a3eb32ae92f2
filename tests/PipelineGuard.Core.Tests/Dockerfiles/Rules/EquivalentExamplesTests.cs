namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>
/// Holds each rule of another tool against a Dockerfile that breaks it and some that do not: who comes from that tool finds the same lines here.
/// </summary>
public sealed class EquivalentExamplesTests
{
    private static readonly Example[] Examples = [.. Read()];

    public static TheoryData<string, int> Rows => [.. Examples.Select((example, index) => (example.Name, index))];

    [Theory, MemberData(nameof(Rows))]
    public void Is_reported_at_its_lines(string name, int index) =>
        Assert.Equal(Examples[index].Lines, LinesOf(name, Examples[index].Bad));

    [Theory, MemberData(nameof(Rows))]
    public void Is_not_reported_in_good_files(string name, int index) =>
        Assert.All(Examples[index].Good, text => Assert.True(LinesOf(name, text) is [], $"lines {string.Join(',', LinesOf(name, text))} of:\n{text}"));

    [Fact]
    public void Each_rule_of_another_tool_that_has_one_of_ours_has_an_example_and_a_counterexample()
    {
        var shown = Examples.Where(example => example.Good.Length > 0).Select(example => example.Name);

        Assert.Empty(DockerfileRules.All.SelectMany(rule => rule.Info.Tags).Where(IsOfAnotherTool).Except(shown));
    }

    private static bool IsOfAnotherTool(string tag) => EquivalentsTests.Tools.Contains(tag.Split(':')[0]);

    // A rule of another tool may be several of ours; some of them look at the surroundings.
    private static int[] LinesOf(string name, string text)
    {
        var file = Dockerfile.Parse(text);
        var lines = from rule in DockerfileRules.All
                    where rule.Info.Tags.Contains(name)
                    from finding in rule.Check(file, rule.ExampleContext)
                    select finding.Location.Line!.Value;
        return [.. lines.Distinct().Order()];
    }

    private static IEnumerable<Example> Read()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Dockerfiles", "Rules", "Data", "equivalent-examples.txt")).ReplaceLineEndings("\n");
        foreach (var block in text.Split("\n=== ").Skip(1))
        {
            var parts = block.Split("\n--- good\n");
            var (head, bad) = Cut(parts[0]);
            var words = head.Split(' ');
            yield return new(words[0], [.. words[1].Split(',').Select(int.Parse)], bad, [.. parts.Skip(1).Select(good => good.TrimEnd() + "\n")]);
        }
    }

    private static (string Head, string Body) Cut(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        return (text[..end], text[(end + 1)..].TrimEnd() + "\n");
    }

    private sealed record Example(string Name, int[] Lines, string Bad, string[] Good);
}
