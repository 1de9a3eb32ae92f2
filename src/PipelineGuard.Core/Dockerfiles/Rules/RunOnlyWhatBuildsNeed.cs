using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds commands that make sense at a terminal or on a real machine, and none in a build.</summary>
internal sealed class RunOnlyWhatBuildsNeed : DockerfileRule
{
    private static readonly string[] Interactive = ["vi", "nano", "emacs", "top", "htop", "less", "more"];
    private static readonly string[] ForMachines = ["shutdown", "reboot", "halt", "poweroff", "free", "ifconfig", "ssh", "mount", "umount"];
    private static readonly string[] Programs = [.. Interactive, .. ForMachines, "vim", "systemctl", "service"];
    private static readonly string[] Services = ["start", "restart", "stop", "reload", "status", "daemon-reload"];

    public override RuleInfo Info { get; } = new("PGD303", "Run only commands that make sense in a build", Severity.Low)
    {
        Why = "A build has no terminal, no boot and no service manager, and what it starts ends with the RUN.",
        Fix = "Take the command away; start services from ENTRYPOINT or CMD.",
        Flags =
        [
            "FROM debian:12.5\nRUN vim /etc/hosts",
            "FROM debian:12.5\nRUN apt-get update && systemctl start nginx",
            "FROM debian:12.5\nRUN service nginx start",
            "FROM debian:12.5\nRUN free -m; top",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN systemctl enable nginx",
            "FROM debian:12.5\nRUN service mysql start && mysql -e 'CREATE DATABASE x'",
            "FROM debian:12.5\nRUN vim +PluginInstall +qall",
            "FROM debian:12.5\nRUN --mount=type=ssh ssh -T git@example.com || true",
            "FROM debian:12.5\nRUN --security=insecure mount -t tmpfs none /mnt",
            "FROM debian:12.5\nRUN make | less -F && which vim",
        ],
        Tags = ["hadolint:DL3001"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs(Programs)
        from command in run.Script.Commands
        where IsSenseless(command, run)
        select At(file, command, $"'{command.Name}' has no use in a build.");

    private static bool IsSenseless(ShellCommand command, RunInstruction run)
    {
        if (command.IsAny(Interactive)) return command.Upstream is null && command.Downstream is null;
        // Editors can be scripted.
        if (command.Is("vim")) return !command.Arguments.Any(word => word.Shape.StartsWith('+') || word.IsFlag);
        if (command.IsAny(ForMachines)) return run.Flag("security") is null && !run.Mounts.Any(mount => mount.Type == "ssh");
        if (command.Is("systemctl")) return Services.Contains(command.Operands.FirstOrDefault()?.Value);
        // A service may well serve the commands behind it.
        return command.Is("service") && Services.Contains(command.Operands.ElementAtOrDefault(1)?.Value) && command.Pipeline.Next is null;
    }
}
