using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds commands that are never reached.</summary>
internal sealed class EndWithExec : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD319", "Put nothing behind exec and exit", Severity.Medium)
    {
        Why = "exec puts another program in the place of the shell, and exit ends it: what stands behind them never runs.",
        Fix = "Move exec or exit to the end, or make it depend on something.",
        Flags =
        [
            "FROM debian:12.5\nRUN exec make && make install",
            "FROM debian:12.5\nRUN make; exit 0; make install",
            "FROM debian:12.5\nCMD exec /app; echo done",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN make || exit 1; make install",
            "FROM debian:12.5\nRUN exec > /log && make",
            "FROM debian:12.5\nRUN make && exit 0; cat log; exit 1",
            "FROM debian:12.5\nRUN if false; then exit 1; fi; make",
            "FROM debian:12.5\nRUN (exit 1) || true; exec make || true",
            "FROM debian:12.5\nCMD exec /app",
        ],
        Tags = ["shellcheck:SC2093", "shellcheck:SC2317"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from instruction in file.All<CommandInstruction>()
        from command in instruction.Script.Commands
        where command.Name == "exit" || (command.HasPrefix("exec") && command.NameWord?.Shape != "exec")
        // Behind && or || it may be passed over, and a compound or a part of a pipe ends only itself.
        where command.Pipeline is { Before: not (ShellOperator.And or ShellOperator.Or), After: not (ShellOperator.Or or ShellOperator.Background), Elements.Count: 1, Next: not null }
        select At(file, command, $"What stands behind {Quoting.Quote(command.Words[0])} is never reached.");
}
