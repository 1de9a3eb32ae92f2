using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds repositories that are cloned in whatever state they are.</summary>
internal sealed class PinClones : DockerfileRule
{
    private static readonly string[] Choosing = ["checkout", "switch", "reset", "fetch", "worktree"];

    public override RuleInfo Info { get; } = new("PGD240", "Clone a fixed version", Severity.Low)
    {
        Why = "The default branch is another one tomorrow, and the builder's cache keeps today's for an unknown time.",
        Fix = "Add --branch with a tag, or check out a commit in the same RUN.",
        Flags =
        [
            "FROM debian:12.5\nRUN git clone https://example.com/x.git && make -C x",
            "FROM debian:12.5\nRUN git clone --depth=1 https://example.com/x.git /x\nRUN git -C /x checkout v1",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN git clone --depth=1 --branch v1.2 https://example.com/x.git",
            "FROM debian:12.5\nRUN git clone https://example.com/x.git && cd x && git checkout 0123abcd",
            "FROM debian:12.5\nRUN git clone $OPTIONS https://example.com/x.git",
            "FROM debian:12.5\nRUN git clone https://example.com/x.git x && git -C x reset --hard 0123abcd",
        ],
        Tags = [],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs("git")
        where !run.Script.Commands.Any(command => command.Name == "git" && Choosing.Contains(command.Operands.FirstOrDefault()?.Value))
        from command in run.Script.Commands
        where command.Is("git", "clone") && !command.HasFlag("-b", "--branch", "--revision") && !command.MayHoldMoreOptions
        select At(file, command, "git clones whatever is on the default branch on the day of the build.");
}
