using PipelineGuard.Dockerfiles.Rules.Ignoring;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds comments that switch off rules which do not exist, that do not say why, or that a policy forbids.</summary>
internal sealed class ExplainIgnoreComments : ContextRule
{
    public override RuleInfo Info { get; } = new("PGD002", "Name known rules in ignore comments, and the reason", Severity.Info)
    {
        Why = "A mistyped id hides nothing, and an exception without a reason cannot be judged by the next reader.",
        Fix = "Write # pipelineguard ignore=PGD007 reason=why this is fine here.",
        Flags =
        [
            "# pipelineguard ignore=PGD007\nFROM debian",
            "# pipelineguard ignore=PGD999 reason=the base is built by us\nFROM debian:12.5",
            "# pipelineguard ignore reason=all is fine\nFROM debian:12.5",
            "# pipelineguard ignore= reason=all is fine\nFROM debian:12.5",
            "# hadolint ignore=\nFROM debian:12.5",
            "# pipelineguard ingore=PGD007 reason=the base is built by us\nFROM debian",
            "FROM debian:12.5\nRUN true \\\n  # pipelineguard ignore=PGD201 reason=\n  && true",
            "FROM debian:12.5\n# pipelineguard ignore=PGD007 reason=nothing follows",
        ],
        Allows =
        [
            "# pipelineguard ignore=PGD007 reason=the base is built by us\nFROM debian",
            "# pipelineguard ignore=PGD007,PGD010 reason=\"built by us\"\nFROM debian",
            "# pipelineguard ignore-file=PGD007, PGD010 reason=built by us\nFROM debian",
            "# hadolint ignore=DL3006\nFROM debian",
            "# pipelineguard is a scanner\nFROM debian",
            "FROM debian:12.5\nRUN cat <<EOF\n# pipelineguard ignore=x\nEOF",
        ],
        Tags = ["hadolint:DL1001"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context) =>
        from comment in IgnoreCommentReader.Read(file)
        from problem in comment.Objection(context) is { } objection ? [objection] : ProblemsOf(comment)
        select At(file, comment, problem);

    private static IEnumerable<string> ProblemsOf(IgnoreComment comment)
    {
        if (comment.Names.IsEmpty) yield return "The comment names no rule: write ignore= and the ids, parted by commas.";
        if (comment is { Target: null, Scope: not IgnoreScope.File }) yield return "No instruction follows this comment: it does nothing.";
        // What other tools know and we do not is none of our business.
        if (comment.Dialect != IgnoreDialect.PipelineGuard) yield break;
        foreach (var name in comment.Names.Where(name => RuleNames.Find(comment.Dialect, name).IsEmpty))
            yield return $"There is no rule {SyntaxProblems.Quote(name)}.";
        if (comment.Reason is null) yield return "The comment does not say why the rules are ignored.";
    }
}
