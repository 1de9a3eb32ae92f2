using System.Collections.Frozen;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds commands whose failure the build does not notice.</summary>
internal sealed class NoticeFailures : DockerfileRule
{
    // They cannot fail in a way that matters, or are often meant to.
    private static readonly FrozenSet<string> Unimportant =
    [
        "echo", "printf", "true", ":", "false", "set", "export", "unset", "local", "cd", "rm", "test", "[", "[[", "exit", "return", "break", "continue", "shift", "sleep", "shopt",
        "trap", "wait", "kill", "ls", "cat", "alias", "umask", "date", "pwd", "read", "which", "type", "command", "env", "printenv", "id", "uname", "pushd", "popd", "source", ".",
    ];

    public override RuleInfo Info { get; } = new("PGD330", "Let a failing command fail the build", Severity.Medium)
    {
        Why = "Behind a ; or on a line of its own a command may fail: the build goes on, and only the status of the last command counts.",
        Fix = "Join the commands with &&, or begin with set -e.",
        Flags =
        [
            "FROM debian:12.5\nRUN apt-get update; apt-get install -y curl",
            "FROM debian:12.5\nRUN <<EOF\napt-get update\napt-get install -y curl\nEOF",
            "FROM debian:12.5\nRUN if true; then make; make install; fi",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl",
            "FROM debian:12.5\nRUN set -eux; apt-get update; apt-get install -y curl",
            "FROM debian:12.5\nRUN <<EOF\nset -e\napt-get update\napt-get install -y curl\nEOF",
            "FROM debian:12.5\nSHELL [\"/bin/bash\", \"-euo\", \"pipefail\", \"-c\"]\nRUN apt-get update; apt-get install -y curl",
            "FROM debian:12.5\nRUN rm -f /x; echo hello; make",
            "FROM debian:12.5\nRUN make || true; make install",
            "FROM debian:12.5\nRUN nginx & curl -fsS http://localhost",
            "FROM debian:12.5\nRUN V=$(curl -fsS https://example.com/v) && make",
            "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL [\"powershell\"]\nRUN a; b",
        ],
        Tags = [],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.All<RunInstruction>()
        let command = run.Script.Commands.FirstOrDefault(GoesUnnoticed)
        where command is not null
        select At(file, command, $"The build goes on when {SyntaxProblems.Quote(command.Name)} fails.");

    // Pipes and substitutions have rules of their own; what runs in the background is not waited for.
    private static bool GoesUnnoticed(ShellCommand command) =>
        command is { Name: { } name, Pipeline: { After: ShellOperator.Sequence, Next: not null, Elements.Count: 1, IsNegated: false } } && !Unimportant.Contains(name)
        && command.Pipeline.List.Role != ShellRole.Substitution && !command.IsWithin(ShellRole.Function) && !command.FailureIsNoticed;
}
