using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.IO;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for what package managers keep for the next install.</summary>
internal sealed class LeaveNoCaches : ImageRule
{
    // Lock files and empty indexes are no waste.
    private const long WorthSaying = 64 << 10;

    private static readonly string[] Caches =
    [
        "var/lib/apt/lists", "var/cache/apt", "var/cache/apk", "var/cache/dnf", "var/cache/yum", "var/cache/zypp", "var/cache/tdnf", "var/cache/pacman/pkg",
        "root/.cache/pip", "root/.npm/_cacache", "root/.cache/yarn", "usr/local/share/.cache/yarn", "root/.cache/go-build", "root/.nuget/packages", "root/.m2/repository", "root/.gradle/caches", "root/.cargo/registry",
    ];

    public override RuleInfo Info { get; } = new("PGI031", "Leave no package caches in the image", Severity.Low)
    {
        Why = "Package lists and downloaded archives are of no use in a running container; they make it larger and go out of date.",
        Fix = "Remove them in the step that installs: rm -rf /var/lib/apt/lists/*, apk add --no-cache, pip install --no-cache-dir, npm cache clean --force.",
        Flags = ["CMD /bin/sh\nfile 644 0 var/lib/apt/lists/deb.debian.org_dists_bookworm_InRelease 70000*x", "CMD /bin/sh\nfile 644 0 root/.cache/pip/http/a 70000*x"],
        Allows = ["CMD /bin/sh\nfile 640 0 var/lib/apt/lists/lock", "CMD /bin/sh\nfile 644 0 var/cache/debconf/config.dat 70000*x"],
        Tags = ["dockle:DKL-DI-0005", "hadolint:DL3009", "hadolint:DL3042"],
    };

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from cache in Caches
        let files = image.Files.Below(ImagePath.Of(cache)).Where(entry => entry.Kind == EntryKind.File).ToList()
        let bytes = files.Sum(file => file.Size)
        where bytes >= WorthSaying
        select At(image, files.MaxBy(file => file.Size), $"'{cache}' holds {bytes >> 10:N0} KiB in {files.Count} files.");
}
