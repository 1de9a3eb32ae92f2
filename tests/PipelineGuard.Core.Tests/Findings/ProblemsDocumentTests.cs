using System.Reflection;
using System.Text;
using PipelineGuard.Policy;

namespace PipelineGuard.Findings;

public sealed class ProblemsDocumentTests
{
    [Fact]
    public void Docs_problems_md_lists_the_table_as_it_is() => KeptText.Same("docs/problems.md", Document());

    [Fact]
    public void The_list_of_all_holds_every_row_once_and_by_code()
    {
        var rows = typeof(Problems).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (ProblemInfo)field.GetValue(null)!);

        Assert.Equal(rows.OrderBy(row => row.Code, StringComparer.Ordinal), Problems.All);
        Assert.Equal(Problems.All.Length, Problems.All.DistinctBy(row => row.Code).Count());
    }

    [Fact]
    public void Every_code_is_PG_and_four_digits_and_every_hint_a_sentence()
    {
        Assert.All(Problems.All, row => Assert.Matches("^PG[0-9]{4}$", row.Code));
        Assert.All(Problems.All, row => Assert.EndsWith(".", row.Hint, StringComparison.Ordinal));
        Assert.All(Problems.All, row => Assert.False(row.Title.EndsWith('.'), row.Code));
    }

    private static string Document()
    {
        var text = new StringBuilder("""
            # Problems

            What can go wrong, by code. Made from `Problems.cs` by the tests (`PIPELINEGUARD_UPDATE=1`); do not edit it by hand.

            | code | what went wrong | effect | what to try |
            | --- | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var row in Problems.All) text.Append($"| {row.Code} | {row.Title} | {Effect(row.Effect)} | {Cell(row.Hint)} |\n");
        return text.ToString();
    }

    private static string Effect(ProblemEffect effect) => effect switch
    {
        ProblemEffect.Note => "said, nothing else",
        ProblemEffect.Incomplete => "verdict Incomplete, exit code 3",
        ProblemEffect.Usage => "the run ends, exit code 2",
        ProblemEffect.Failure => "the run ends, exit code 4",
    };

    // What looks like a tag (<base>) would vanish.
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
