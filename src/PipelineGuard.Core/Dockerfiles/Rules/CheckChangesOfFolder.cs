using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>cd</c> whose failure nobody notices.</summary>
internal sealed class CheckChangesOfFolder : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD318", "Notice when cd fails", Severity.Medium)
    {
        Why = "When the folder is not there, the commands behind it work, and delete, in another one.",
        Fix = "Join them with &&, begin with set -e, or write cd folder || exit 1.",
        Flags =
        [
            "FROM debian:12.5\nRUN cd /src; rm -rf *",
            "FROM debian:12.5\nRUN <<EOF\ncd /src\nmake install\nEOF",
            "FROM debian:12.5\nRUN if true; then cd /src; make; fi; true",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN cd /src && make",
            "FROM debian:12.5\nRUN set -e; cd /src; make",
            "FROM debian:12.5\nRUN cd /src || exit 1; make",
            "FROM debian:12.5\nRUN make; cd /src",
            "FROM debian:12.5\nRUN make; cd /; cd -; cd ..; true",
            "FROM debian:12.5\nSHELL [\"/bin/bash\", \"-e\", \"-c\"]\nRUN cd /src; make",
        ],
        Tags = ["shellcheck:SC2164"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs("cd")
        from command in run.Script.Commands
        where command is { Name: "cd", Arguments: [{ Shape: not ("/" or "-" or ".." or ".") }], Pipeline: { Next: not null, Elements.Count: 1 } } && !command.FailureIsNoticed
        select At(file, command, $"When {Quoting.Quote(command.Arguments[0])} is not there, what follows runs in another folder.", new("Stop there.")
        {
            Edits = run.IsExecForm || command.Pipeline.List.Owner is ShellCommand ? [] : [file.InsertAfter(command, " || exit 1")],
        });
}
