using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>The repairs of different rules do not get in each other's way.</summary>
public sealed class RepairsTests
{
    // Two repairs may want the same place; then the second waits for the next run.
    private const int MostRuns = 3;

    public static TheoryData<string> Files => [.. Corpus.Names];

    [Theory, MemberData(nameof(Files))]
    public void All_repairs_together_come_to_an_end(string name)
    {
        var text = Dockerfile.Parse(Corpus.Bytes(name), name).Source.Text;
        int problems = ProblemsIn(text);

        for (int run = 0; run < MostRuns; run++) text = Repaired(text);

        Assert.Equal(text, Repaired(text));
        Assert.True(ProblemsIn(text) <= problems);
    }

    private static string Repaired(string text)
    {
        var edits = DockerfileRules.Check(Dockerfile.Parse(text), DockerfileContext.Empty).SelectMany(finding => finding.Fix?.Edits ?? []);
        return TextEdits.Apply(new(text), edits);
    }

    private static int ProblemsIn(string text)
    {
        var file = Dockerfile.Parse(text);
        return file.Problems.Length + file.All<Syntax.RunInstruction>().Sum(run => run.Script.Problems.Length);
    }
}
