using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds Alpine packages without a version.</summary>
internal sealed class PinApkPackages() : PinPackagesRule(PackageManagers.Apk)
{
    public override RuleInfo Info { get; } = new("PGD209", "Pin the versions of Alpine packages", Severity.Low)
    {
        Why = "Without a version the same commit gives different images on different days.",
        Fix = "Write the version behind the name: curl=8.9.1-r1, or curl~=8.9 for every build of a release.",
        Flags =
        [
            "FROM alpine:3.20\nRUN apk add --no-cache curl",
            "FROM alpine:3.20\nRUN apk add --no-cache --virtual .build gcc=13.2.1_git20240309-r0 musl-dev",
        ],
        Allows =
        [
            "FROM alpine:3.20\nRUN apk add --no-cache curl=8.9.1-r1 'git~=2.45'",
            "FROM alpine:3.20\nRUN apk add --no-cache --allow-untrusted /tmp/x.apk",
            "FROM alpine:3.20\nRUN apk add --no-cache $PACKAGES",
            "FROM alpine:3.20\nRUN apk del curl",
            "FROM alpine:3.20\nRUN apk add --no-cache --upgrade libssl3",
        ],
        Tags = ["hadolint:DL3018"],
    };
}
