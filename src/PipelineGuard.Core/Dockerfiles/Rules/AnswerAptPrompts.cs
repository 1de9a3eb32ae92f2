using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>apt-get install</c> that would ask a question nobody can answer.</summary>
internal sealed class AnswerAptPrompts : DockerfileRule
{
    private static readonly string[] Asking = ["install", "upgrade", "dist-upgrade", "full-upgrade", "remove", "purge", "autoremove"];

    public override RuleInfo Info { get; } = new("PGD201", "Let apt-get answer itself", Severity.Low)
    {
        Why = "apt-get asks before it changes anything; a build has nobody to answer, so it stops with an error.",
        Fix = "Add -y.",
        Flags =
        [
            "FROM debian:12.5\nRUN apt-get install curl",
            "FROM debian:12.5\nRUN apt-get update && sudo apt-get -q install --no-install-recommends curl",
            "FROM debian:12.5\nRUN [\"apt-get\", \"install\", \"curl\"]",
            "FROM debian:12.5\nRUN <<EOF\napt-get update\napt-get install curl\nEOF",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN apt-get install -y curl",
            "FROM debian:12.5\nRUN apt-get -qqy install curl",
            "FROM debian:12.5\nRUN apt-get --assume-yes install curl",
            "FROM debian:12.5\nRUN yes | apt-get install curl",
            "FROM debian:12.5\nRUN apt-get install $FLAGS curl",
            "FROM debian:12.5\nRUN apt-get update",
        ],
        Tags = ["hadolint:DL3014", "trivy:DS-0021"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.All<RunInstruction>()
        from command in run.Script.Commands
        where Asking.Any(subcommand => command.Is("apt-get", subcommand)) && command.Upstream is null
        where !command.HasFlag("-y", "--yes", "--assume-yes", "-qq", "--force-yes")
        // A variable may well hold the option.
        where !command.Arguments.Any(word => word is { Value: null, IsQuoted: false })
        select At(file, command, "apt-get asks for confirmation here, and nobody can answer.", new("Add -y.")
        {
            Edits = run.IsExecForm ? [] : [file.InsertAfter(command.NameWord!, " -y")],
        });
}
