using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds a <c>RUN</c> that refreshes the lists of packages and does nothing with them.</summary>
internal sealed class UpdateAndInstallTogether : DockerfileRule
{
    // What may stand beside an update without making use of it.
    private static readonly string[] Idle = ["echo", "printf", "true", ":", "set", "rm", "export", "sleep", "date"];
    private static readonly string[] IdleVerbs = ["update", "clean", "autoclean", "autoremove", "makecache", "refresh", "ref", "check-update"];

    public override RuleInfo Info { get; } = new("PGD207", "Update and install in one RUN", Severity.Medium)
    {
        Why = "The builder keeps the layer with the lists. A later install uses them long after they are out of date: it fails, or brings old versions.",
        Fix = "Join the update with the install that needs it: apt-get update && apt-get install ….",
        Flags =
        [
            "FROM debian:12.5\nRUN apt-get update\nRUN apt-get install -y curl",
            "FROM debian:12.5\nRUN [\"apt-get\", \"update\"]",
            "FROM alpine:3.20\nRUN set -e; apk update",
            "FROM opensuse/leap:15.6\nRUN zypper -n refresh && rm -rf /tmp/x",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl",
            "FROM debian:12.5\nRUN apt-get update && ./install-everything.sh",
            "FROM debian:12.5\nRUN apt-get update || true; apt-get -y build-dep curl",
            "FROM debian:12.5\nRUN --mount=type=cache,target=/var/lib/apt apt-get update",
            "FROM centos:7.9\nRUN yum -y update",
        ],
        Tags = ["trivy:DS-0017", "checkov:CKV_DOCKER_5", "cis-docker:4.7"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from run in file.Runs(PackageManagers.ProgramsOfSystems)
        let update = run.Script.Commands.FirstOrDefault(Updates)
        where update is not null && run.Script.Commands.All(command => command.Name is null || command.IsAny(Idle) || IsIdleManager(command))
        where !run.Mounts.Any(mount => mount.Type == "cache")
        select At(file, update, $"{update.Name} refreshes its lists here, and what installs from them is in another RUN.");

    private static bool Updates(ShellCommand command) => command.Operands.FirstOrDefault()?.Value switch
    {
        "update" => command.IsAny("apt-get", "apt", "aptitude", "apk"),
        "makecache" => command.IsAny("yum", "dnf"),
        "refresh" or "ref" => command.Name == "zypper",
        _ => false,
    };

    private static bool IsIdleManager(ShellCommand command) =>
        PackageManagers.OfSystems.Any(manager => manager.Programs.Contains(command.Name!))
        && IdleVerbs.Contains(command.Operands.FirstOrDefault()?.Value) && !(command.IsAny("yum", "dnf") && command.Is(command.Name!, "update"));
}
