using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds upgrades to another release of the distribution in the middle of a build.</summary>
internal sealed class UpgradeTheBaseImage : DockerfileRule
{
    private static readonly string[] Verbs = ["dist-upgrade", "full-upgrade", "distro-sync"];

    public override RuleInfo Info { get; } = new("PGD206", "Take a newer base image instead of upgrading the distribution", Severity.Low)
    {
        Why = "A full upgrade may remove packages and change the release, so the image is no longer what FROM says, and every build differs.",
        Fix = "Build on a newer base image, and rebuild often. A plain apt-get upgrade for security updates is fine.",
        Flags =
        [
            "FROM debian:12.5\nRUN apt-get update && apt-get -y dist-upgrade",
            "FROM debian:12.5\nRUN apt -y full-upgrade",
            "FROM ubuntu:24.04\nRUN do-release-upgrade -d",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN apt-get update && apt-get -y upgrade",
            "FROM debian:12.5\nRUN apt-get install -y dist-upgrade",
        ],
        Tags = ["hadolint:DL3005", "trivy:DS-0024"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands("do-release-upgrade", "apt-get", "apt", "aptitude", "dnf", "yum")
        where command.Name == "do-release-upgrade"
            || (command.IsAny("apt-get", "apt", "aptitude", "dnf", "yum") && Verbs.Contains(command.Operands.FirstOrDefault()?.Value))
        select At(file, command, $"{SyntaxProblems.Quote(command.ToString())} replaces the distribution that FROM chose.");
}
