using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds packages that <c>yum</c> installs without a version.</summary>
internal sealed class PinYumPackages() : PinPackagesRule(PackageManagers.Yum)
{
    public override RuleInfo Info { get; } = new("PGD212", "Pin the versions that yum installs", Severity.Low)
    {
        Why = "Without a version the same commit gives different images on different days.",
        Fix = "Write the version behind the name: curl-7.29.0-59.el7.",
        Flags = ["FROM centos:7.9\nRUN yum install -y curl", "FROM centos:7.9\nRUN yum -y --enablerepo epel install curl-7.29.0 git"],
        Allows =
        [
            "FROM centos:7.9\nRUN yum install -y curl-7.29.0-59.el7",
            "FROM centos:7.9\nRUN yum install -y https://example.com/epel-release-latest-7.noarch.rpm /tmp/x.rpm",
            "FROM centos:7.9\nRUN yum install -y \"curl-${VERSION}\" @development",
        ],
        Tags = ["hadolint:DL3033"],
    };
}
