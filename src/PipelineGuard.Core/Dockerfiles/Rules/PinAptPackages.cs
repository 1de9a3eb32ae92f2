using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds Debian packages without a version.</summary>
internal sealed class PinAptPackages() : PinPackagesRule(PackageManagers.Apt)
{
    public override RuleInfo Info { get; } = new("PGD203", "Pin the versions of Debian packages", Severity.Low)
    {
        Why = "Without a version the same commit gives different images on different days.",
        Fix = "Write the version behind the name, such as curl=7.88.*, or install from a snapshot of the archive.",
        Flags =
        [
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl",
            "FROM debian:12.5\nRUN apt-get -y install -t bookworm-backports curl=7.88.* git",
        ],
        Allows =
        [
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y curl=7.88.1-10+deb12u5",
            "FROM debian:12.5\nRUN apt-get install -y ./local.deb /tmp/other.deb",
            "FROM debian:12.5\nRUN apt-get install -y \"curl=${CURL_VERSION}\" $PACKAGES",
            "FROM debian:12.5\nRUN apt-get install -y curl/bookworm-backports",
            "FROM debian:12.5\nRUN apt-get purge -y curl",
            "FROM debian:12.5\nRUN apt-get update && apt-get install -y --only-upgrade openssl",
        ],
        Tags = ["hadolint:DL3008"],
    };
}
