using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds what <c>yum</c> leaves in a layer.</summary>
internal sealed class CleanYumCache() : CleanCacheRule(PackageManagers.Yum, "yum clean all")
{
    public override RuleInfo Info { get; } = new("PGD211", "Clean up behind yum in the same RUN", Severity.Low)
    {
        Why = "Lists and packages that yum has downloaded make the image larger. A later RUN hides them, and the layer keeps them.",
        Fix = "End the RUN with yum clean all, or mount a cache over /var/cache/yum.",
        Flags =
        [
            "FROM centos:7.9\nRUN yum install -y curl",
            "FROM centos:7.9\nRUN yum install -y curl\nRUN yum clean all",
        ],
        Allows =
        [
            "FROM centos:7.9\nRUN yum install -y curl && yum clean all",
            "FROM centos:7.9\nRUN yum install -y curl && yum -y clean all && rm -rf /var/cache/yum",
            "FROM centos:7.9\nRUN yum install -y curl && rm -rf /var/cache/*",
            "FROM centos:7.9\nRUN --mount=type=cache,target=/var/cache yum install -y curl",
            "FROM centos:7.9 AS build\nRUN yum install -y gcc\nFROM centos:7.9\nCOPY --from=build /app /app",
        ],
        Tags = ["hadolint:DL3032", "trivy:DS-0015"],
    };
}
