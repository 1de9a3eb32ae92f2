using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds packages that <c>dnf</c> installs without a version.</summary>
internal sealed class PinDnfPackages() : PinPackagesRule(PackageManagers.Dnf)
{
    public override RuleInfo Info { get; } = new("PGD215", "Pin the versions that dnf installs", Severity.Low)
    {
        Why = "Without a version the same commit gives different images on different days.",
        Fix = "Write the version behind the name: curl-8.9.1-2.fc41.",
        Flags = ["FROM fedora:41\nRUN dnf install -y curl", "FROM fedora:41\nRUN microdnf install -y curl-8.9.1 git"],
        Allows =
        [
            "FROM fedora:41\nRUN dnf install -y curl-8.9.1-2.fc41",
            "FROM fedora:41\nRUN dnf install -y @development-tools ./local.rpm",
            "FROM fedora:41\nRUN dnf module enable -y nodejs:20",
        ],
        Tags = ["hadolint:DL3041"],
    };
}
