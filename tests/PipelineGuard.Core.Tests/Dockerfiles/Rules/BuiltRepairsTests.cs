using PipelineGuard.Policy;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>
/// The files that <c>.ci/repaired-builds</c> builds before and after their repair. That takes minutes, so it is run when a repair changes: then what
/// stands in <c>Repairs/NAME.repaired</c> is not what comes out any more.
/// </summary>
public sealed class BuiltRepairsTests
{
    private const string Folder = "tests/PipelineGuard.Core.Tests/Dockerfiles/Repairs";

    // As the script has it.
    private static readonly DockerfileContext Context = new() { ContextFiles = ["app.py", "dist/app.js", "dist/data", "nolock/package.json", "package-lock.json", "package.json", "server.js"] };

    private static string Root => Path.Combine(KeptText.Repository, Folder);

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Root, "*.Dockerfile").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void Repairs_are_those_that_were_built(string name) => KeptText.Same($"{Folder}/{name}.repaired", Fix(name).Text);

    [Fact]
    public void Every_rule_that_repairs_has_been_built()
    {
        var repairing = from rule in DockerfileRules.All
                        from text in rule.Info.Flags
                        from finding in rule.Check(Dockerfile.Parse(text), rule.ExampleContext)
                        where finding.Rule.Value == rule.Info.Id && finding.Fix is { Edits.IsEmpty: false }
                        select rule.Info.Id;

        var built = Names.SelectMany(name => Fix(name.Data).Applied).Select(finding => finding.Rule.Value).ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], repairing.Distinct().Except(built).Order());
    }

    private static (string Text, IReadOnlyList<Findings.Finding> Applied) Fix(string name)
    {
        var (text, applied) = DockerfileFixer.Fix(File.ReadAllText(Path.Combine(Root, $"{name}.Dockerfile")), Context);
        return (text, applied);
    }
}
