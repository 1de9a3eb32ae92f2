using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>yum install</c> that would ask a question nobody can answer.</summary>
internal sealed class AnswerYumPrompts() : AnswerPromptsRule(PackageManagers.Yum)
{
    public override RuleInfo Info { get; } = new("PGD210", "Let yum answer itself", Severity.Low)
    {
        Why = "yum asks before it changes anything; a build has nobody to answer, so it stops with an error.",
        Fix = "Add -y.",
        Flags = ["FROM centos:7.9\nRUN yum install curl", "FROM centos:7.9\nRUN yum -q update && yum clean all"],
        Allows =
        [
            "FROM centos:7.9\nRUN yum install -y curl",
            "FROM centos:7.9\nRUN yum --assumeyes install curl",
            "FROM centos:7.9\nRUN yum clean all && yum makecache",
            "FROM centos:7.9\nRUN [\"yum\", \"install\", \"-y\", \"curl\"]",
        ],
        Tags = ["hadolint:DL3030"],
    };
}
