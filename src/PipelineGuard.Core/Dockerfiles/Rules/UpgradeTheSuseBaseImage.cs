using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>zypper dist-upgrade</c> in the middle of a build.</summary>
internal sealed class UpgradeTheSuseBaseImage : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD217", "Take a newer base image instead of zypper dist-upgrade", Severity.Low)
    {
        Why = "A distribution upgrade may remove packages and change the release, so the image is no longer what FROM says.",
        Fix = "Build on a newer base image, and rebuild often; zypper patch brings security updates.",
        Flags = ["FROM opensuse/leap:15.6\nRUN zypper -n dist-upgrade", "FROM opensuse/leap:15.6\nRUN zypper -n ref && zypper -n dup"],
        Allows = ["FROM opensuse/leap:15.6\nRUN zypper -n patch", "FROM opensuse/leap:15.6\nRUN zypper -n in dup"],
        Tags = ["hadolint:DL3035"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands("zypper")
        where command.Is("zypper", "dist-upgrade") || command.Is("zypper", "dup")
        select At(file, command, "zypper replaces the distribution that FROM chose.");
}
