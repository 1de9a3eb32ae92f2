using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>dnf install</c> that would ask a question nobody can answer.</summary>
internal sealed class AnswerDnfPrompts() : AnswerPromptsRule(PackageManagers.Dnf)
{
    public override RuleInfo Info { get; } = new("PGD213", "Let dnf answer itself", Severity.Low)
    {
        Why = "dnf and microdnf ask before they change anything; a build has nobody to answer, so it stops with an error.",
        Fix = "Add -y.",
        Flags = ["FROM fedora:41\nRUN dnf install curl", "FROM fedora:41\nRUN microdnf update && microdnf clean all"],
        Allows =
        [
            "FROM fedora:41\nRUN dnf install -y curl",
            "FROM fedora:41\nRUN microdnf -y --nodocs install curl",
            "FROM fedora:41\nRUN dnf clean all",
            "FROM fedora:41\nRUN dnf install $OPTIONS curl",
        ],
        Tags = ["hadolint:DL3038"],
    };
}
