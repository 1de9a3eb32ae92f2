using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>[ test ] &amp;&amp; a || b</c> in the place of <c>if</c>.</summary>
internal sealed class BranchWithIf : DockerfileRule
{
    private static readonly string[] Tests = ["[", "[[", "test", "command", "which", "type"];

    // As first branch: they do not fail. As second branch: they are meant for the failure of the first one, too.
    private static readonly string[] Safe = ["echo", "printf", "true", ":", "export", "false", "exit", "return"];

    public override RuleInfo Info { get; } = new("PGD331", "Write if, then, else for two branches", Severity.Low)
    {
        Why = "In test && a || b the second branch also runs when the first one fails, which hides the failure.",
        Fix = "Write if test; then a; else b; fi.",
        Flags =
        [
            "FROM debian:12.5\nARG MODE\nRUN [ \"$MODE\" = debug ] && make debug || make release",
            "FROM debian:12.5\nRUN set -e; test -f /x && cp /x /y || cp /z /y; make",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN if [ -f /x ]; then make a; else make b; fi",
            "FROM debian:12.5\nRUN [ -f /x ] && rm /x || true",
            "FROM debian:12.5\nRUN [ -f /x ] && echo yes || echo no",
            "FROM debian:12.5\nRUN test -f /x && make || exit 1",
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl || (apt-get update && apt-get install -y curl)",
        ],
        Tags = ["shellcheck:SC2015"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.All<RunInstruction>()
        from command in run.Script.Commands
        where command is { Name: not null, Index: 0, Pipeline: { Before: ShellOperator.And, After: ShellOperator.Or, Elements.Count: 1 } } && !command.IsAny(Safe)
        where command.Pipeline.Previous is { Before: not (ShellOperator.And or ShellOperator.Or), Elements: [ShellCommand test] } && Tests.Contains(test.Name ?? test.Words.FirstOrDefault()?.Text)
        let other = command.Pipeline.Next?.Elements.FirstOrDefault() as ShellCommand
        where other is { Name: not null } && !other.IsAny(Safe)
        select At(file, command, $"When {SyntaxProblems.Quote(command.Name)} fails, {SyntaxProblems.Quote(other.Name)} runs as well.");
}
