using System.Text;
using PipelineGuard.Policy;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Holds the rules against those of other tools: nobody who comes from one of them misses anything without being told why.</summary>
public sealed class EquivalentsTests
{
    internal static readonly string[] Tools = ["hadolint", "docker", "trivy", "checkov", "cis-docker", "shellcheck"];
    private static readonly Equivalent[] Table = [.. Read()];
    private static readonly ILookup<string, string> RulesByTag = DockerfileRules.All.SelectMany(rule => rule.Info.Tags, (rule, tag) => (rule.Info.Id, tag)).ToLookup(pair => pair.tag, pair => pair.Id);

    public static TheoryData<string> Names => [.. Table.Select(row => row.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Each_rule_of_another_tool_has_one_of_ours_or_a_reason(string name) =>
        Assert.Equal(Table.Single(row => row.Name == name).WhyNot is null, RulesByTag.Contains(name));

    [Fact]
    public void Each_tag_of_a_rule_names_a_rule_that_exists()
    {
        var tags = RulesByTag.Select(group => group.Key).Where(tag => Tools.Contains(tag.Split(':')[0]));

        Assert.Empty(tags.Except(Table.Select(row => row.Name)));
    }

    [Fact]
    public void The_page_for_those_who_come_from_another_tool_is_made_of_the_table() => KeptText.Same("docs/migrate-dockerfile-rules.md", Page());

    private static string Page()
    {
        var text = new StringBuilder("""
            # Coming from another tool

            What the rules of other tools are called here. Made by the tests (`PIPELINEGUARD_UPDATE=1`) from the [rules](rules.md) and their tags; do not
            edit it by hand. Comments and files that you have go on to work: `# hadolint ignore=`, `# hadolint global ignore=`, `.hadolint.yaml`, and
            `# check=skip=`.

            """.ReplaceLineEndings("\n"));
        foreach (var tool in Table.GroupBy(row => row.Name.Split(':')[0]))
        {
            text.Append($"\n## {TitleOf(tool.Key)}\n\n| there | looks for | here |\n| --- | --- | --- |\n");
            foreach (var row in tool) text.Append($"| {row.Name[(tool.Key.Length + 1)..]} | {row.Meaning} | {Here(row)} |\n");
        }
        return text.ToString();
    }

    private static string Here(Equivalent row) => row.WhyNot is null ? string.Join(", ", RulesByTag[row.Name]) : $"none: {row.WhyNot}";

    private static string TitleOf(string tool) => tool switch
    {
        "hadolint" => "Hadolint",
        "shellcheck" => "ShellCheck in Hadolint",
        "docker" => "Docker's build checks",
        "trivy" => "Trivy",
        "checkov" => "Checkov",
        _ => "CIS Docker Benchmark, chapter 4",
    };

    private static IEnumerable<Equivalent> Read() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Dockerfiles", "Rules", "Data", "equivalents.txt"))
        where line.Length > 0 && line[0] != '#'
        let parts = line.Split(" | ")
        select new Equivalent(parts[0], parts[1], parts.Length > 2 ? parts[2].TrimStart('-', ' ') : null);

    private sealed record Equivalent(string Name, string Meaning, string? WhyNot);
}
