using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds packages that <c>zypper</c> installs without a version.</summary>
internal sealed class PinZypperPackages() : PinPackagesRule(PackageManagers.Zypper)
{
    public override RuleInfo Info { get; } = new("PGD219", "Pin the versions that zypper installs", Severity.Low)
    {
        Why = "Without a version the same commit gives different images on different days.",
        Fix = "Write the version behind the name: curl=8.6.0.",
        Flags = ["FROM opensuse/leap:15.6\nRUN zypper -n install curl", "FROM opensuse/leap:15.6\nRUN zypper -n in --no-recommends curl=8.6.0 git"],
        Allows =
        [
            "FROM opensuse/leap:15.6\nRUN zypper -n install curl=8.6.0 'git>=2.43'",
            "FROM opensuse/leap:15.6\nRUN zypper -n install /tmp/x.rpm",
            "FROM opensuse/leap:15.6\nRUN zypper -n remove curl",
        ],
        Tags = ["hadolint:DL3037"],
    };
}
