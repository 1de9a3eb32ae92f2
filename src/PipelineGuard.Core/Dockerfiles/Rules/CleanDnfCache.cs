using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds what <c>dnf</c> leaves in a layer.</summary>
internal sealed class CleanDnfCache() : CleanCacheRule(PackageManagers.Dnf, "dnf clean all")
{
    public override RuleInfo Info { get; } = new("PGD214", "Clean up behind dnf in the same RUN", Severity.Low)
    {
        Why = "Lists and packages that dnf has downloaded make the image larger. A later RUN hides them, and the layer keeps them.",
        Fix = "End the RUN with dnf clean all (microdnf clean all, tdnf clean all), or mount a cache over /var/cache/dnf.",
        Flags =
        [
            "FROM fedora:41\nRUN dnf install -y curl",
            "FROM fedora:41\nRUN microdnf clean all && microdnf install -y curl",
        ],
        Allows =
        [
            "FROM fedora:41\nRUN dnf install -y curl && dnf clean all",
            "FROM fedora:41\nRUN microdnf install -y curl && microdnf clean all",
            "FROM fedora:41\nRUN dnf install -y curl && rm -rf /var/cache/dnf",
            "FROM fedora:41\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y curl",
        ],
        Tags = ["trivy:DS-0027", "hadolint:DL3040", "trivy:DS-0019"],
    };
}
