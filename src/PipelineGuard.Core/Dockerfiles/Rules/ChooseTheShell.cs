using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds builds that put another program in the place of <c>/bin/sh</c>.</summary>
internal sealed class ChooseTheShell : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD306", "Change the shell with SHELL", Severity.Low)
    {
        Why = "Scripts of the distribution rely on /bin/sh being what it was, and the next upgrade of its package puts it back.",
        Fix = "Write SHELL [\"/bin/bash\", \"-c\"].",
        Flags =
        [
            "FROM debian:12.5\nRUN ln -sf /bin/bash /bin/sh",
            "FROM debian:12.5\nRUN rm /bin/sh && ln -s /bin/bash /bin/sh",
            "FROM debian:12.5\nRUN mv /bin/bash /usr/bin/sh",
        ],
        Allows =
        [
            "FROM debian:12.5\nSHELL [\"/bin/bash\", \"-c\"]\nRUN true",
            "FROM debian:12.5\nRUN ln -s /bin/sh /usr/local/bin/shell",
            "FROM debian:12.5\nRUN cp /bin/bash /rootfs/bin/bash",
        ],
        Tags = ["hadolint:DL4005"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands("ln", "mv", "cp")
        where command.IsAny("ln", "mv", "cp") && command.Operands.Skip(1).LastOrDefault()?.Value is "/bin/sh" or "/usr/bin/sh"
        select At(file, command, "/bin/sh becomes another program here.");
}
