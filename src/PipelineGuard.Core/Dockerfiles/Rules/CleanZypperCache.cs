using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds what <c>zypper</c> leaves in a layer.</summary>
internal sealed class CleanZypperCache() : CleanCacheRule(PackageManagers.Zypper, "zypper clean --all")
{
    public override RuleInfo Info { get; } = new("PGD218", "Clean up behind zypper in the same RUN", Severity.Low)
    {
        Why = "Lists and packages that zypper has downloaded make the image larger. A later RUN hides them, and the layer keeps them.",
        Fix = "End the RUN with zypper clean --all, or mount a cache over /var/cache/zypp.",
        Flags =
        [
            "FROM opensuse/leap:15.6\nRUN zypper -n install curl",
            "FROM opensuse/leap:15.6\nRUN zypper -n install curl\nRUN zypper clean",
        ],
        Allows =
        [
            "FROM opensuse/leap:15.6\nRUN zypper -n install curl && zypper clean -a",
            "FROM opensuse/leap:15.6\nRUN zypper -n install curl && zypper -n cc",
            "FROM opensuse/leap:15.6\nRUN --mount=type=cache,target=/var/cache/zypp zypper -n install curl",
        ],
        Tags = ["hadolint:DL3036", "trivy:DS-0020"],
    };
}
