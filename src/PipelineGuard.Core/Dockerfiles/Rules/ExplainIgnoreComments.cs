using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds comments that switch off rules which do not exist, or that do not say why.</summary>
internal sealed class ExplainIgnoreComments : DockerfileRule
{
    private static readonly Lazy<HashSet<string>> Known = new(() => [.. DockerfileRules.All.Select(rule => rule.Info.Id)]);

    public override RuleInfo Info { get; } = new("PGD002", "Name known rules in ignore comments, and the reason", Severity.Info)
    {
        Why = "A mistyped id hides nothing, and an exception without a reason cannot be judged by the next reader.",
        Fix = "Write # pipelineguard ignore=PGD007 reason=why this is fine here.",
        Flags =
        [
            "# pipelineguard ignore=PGD007\nFROM debian",
            "# pipelineguard ignore=PGD999 reason=the base is built by us\nFROM debian:12.5",
            "FROM debian:12.5\nRUN true \\\n  # pipelineguard ignore=PGD201 reason=\n  && true",
        ],
        Allows =
        [
            "# pipelineguard ignore=PGD007 reason=the base is built by us\nFROM debian",
            "# pipelineguard ignore=PGD007,PGD008 reason=\"built by us\"\nFROM debian",
            "# hadolint ignore=DL3006\nFROM debian",
            "# pipelineguard is a scanner\nFROM debian",
            "FROM debian:12.5\nRUN cat <<EOF\n# pipelineguard ignore=x\nEOF",
        ],
        Tags = ["hadolint:DL1001"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from span in file.Nodes.SelectMany(CommentsOf)
        let text = file.Source[span].TrimStart('#').Trim().ToString()
        where text.StartsWith("pipelineguard ", StringComparison.Ordinal) && text.Contains("ignore=", StringComparison.Ordinal)
        from problem in ProblemsOf(text)
        select At(file, span, problem);

    private static IEnumerable<TextSpan> CommentsOf(DockerfileNode node) => node switch
    {
        Comment comment => [comment.Span],
        Instruction instruction => instruction.Comments,
        _ => [],
    };

    private static IEnumerable<string> ProblemsOf(string comment)
    {
        var rest = comment[(comment.IndexOf("ignore=", StringComparison.Ordinal) + "ignore=".Length)..];
        var ids = rest.Split((char[]?)null, 2)[0].Split(',', StringSplitOptions.RemoveEmptyEntries);
        foreach (var id in ids.Where(id => !Known.Value.Contains(id))) yield return $"There is no rule {SyntaxProblems.Quote(id)}.";
        int reason = rest.IndexOf("reason=", StringComparison.Ordinal);
        if (reason < 0 || rest.AsSpan(reason + "reason=".Length).Trim("\" ").IsEmpty) yield return "The comment does not say why the rules are ignored.";
    }
}
