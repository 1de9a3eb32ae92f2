using System.Collections.Frozen;
using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds programs for people, or for attackers, in the final image.</summary>
internal sealed class LeaveToolsOut : DockerfileRule
{
    private static readonly FrozenSet<string> Tools =
    [
        "openssh-server", "openssh", "telnet", "telnetd", "telnet-server", "inetutils-telnet", "inetutils-telnetd", "rsh-client", "rsh-server", "ftp", "vsftpd", "tftpd",
        "tftp-server", "xinetd", "sudo", "nmap", "tcpdump", "tshark", "wireshark", "gdb", "strace", "vim", "vim-tiny", "vim-enhanced", "emacs", "emacs-nox",
    ];

    private static readonly string[] Removing = ["remove", "purge", "del", "erase", "autoremove", "rm"];

    public override RuleInfo Info { get; } = new("PGD236", "Leave tools for people out of the final image", Severity.Low)
    {
        Why = "Remote logins, debuggers and editors are of use to an intruder and to nobody else in a container, and they need updates.",
        Fix = "Install them in a stage of their own, or attach a debug container when you need them.",
        Flags =
        [
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl openssh-server",
            "FROM alpine:3.20\nRUN apk add --no-cache sudo vim=9.1.0-r0",
            "FROM fedora:41\nRUN dnf install -y strace gdb",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y openssh-client ca-certificates",
            "FROM debian:12.5 AS debug\nRUN apt-get install -y gdb\nFROM debian:12.5\nCOPY --from=debug /x /x",
            "FROM debian:12.5\nRUN apt-get install -y strace && ./measure && apt-get purge -y strace",
            "FROM alpine:3.20\nRUN apk add --no-cache --virtual .tools gdb && ./measure && apk del .tools",
        ],
        Tags = ["cis-docker:4.3"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.ShippedRuns(PackageManagers.ProgramsOfSystems)
        from command in run.Script.Commands
        where PackageManagers.OfSystems.Any(manager => manager.Installs(command)) && !command.HasFlag("-t", "--virtual")
        let tools = command.PackageArguments.Where(word => Tools.Contains(NameOf(word))).ToList()
        where tools.Count > 0
        let removed = RemovedIn(run)
        let left = tools.Where(tool => !removed.Contains(NameOf(tool))).ToList()
        where left.Count > 0
        select At(file, left[0], $"{Quoting.List(left)} will be part of the final image.");

    private const string Bounds = "=~<>";

    private static string NameOf(ShellWord word) => word.Shape.AsSpan().IndexOfAny(Bounds) is var end and >= 0 ? word.Shape[..end] : word.Shape;

    private static HashSet<string> RemovedIn(RunInstruction run) =>
    [
        .. from command in run.Script.Commands
           where Removing.Contains(command.Operands.FirstOrDefault()?.Value)
           from word in command.PackageArguments
           select NameOf(word),
    ];
}
