using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.IO;
using ZstdSharp;

namespace PipelineGuard.Fuzz;

/// <summary>Everything that reads hostile bytes. A new reader is a line here.</summary>
internal static class FuzzTargets
{
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new("dockerfile", "Dockerfiles/Data/*", DockerfileReads.Dockerfile),
        new("shell", "Dockerfiles/Data/*", DockerfileReads.Shell) { Made = MadeInputs.Shell },
        new("compose", "", DockerfileReads.Compose) { Made = MadeInputs.Compose },
        new("hadolint", "", DockerfileReads.Hadolint) { Made = MadeInputs.Hadolint },
        new("dockerignore", "", DockerfileReads.DockerIgnore) { Made = MadeInputs.DockerIgnore },
        new("tar", "", ImageReads.Tar) { Made = MadeInputs.Tar, Answers = [typeof(InvalidDataException), typeof(EndOfStreamException), typeof(LimitException)] },
        new("layer", "", ImageReads.Layer) { MadeBytes = MadeLayers.All, Answers = [typeof(InvalidDataException), typeof(EndOfStreamException), typeof(LimitException), typeof(ZstdException)] },
        new("oci-json", "", ImageReads.OciJson) { Made = MadeInputs.OciJson },
        new("dpkg", "Packages/Data/dpkg/*", PackageReads.At("var/lib/dpkg/status")),
        new("apk", "Packages/Data/apk/*", PackageReads.At("lib/apk/db/installed")),
        new("rpm-sqlite", "Packages/Data/rpm/*.sqlite", PackageReads.At("var/lib/rpm/rpmdb.sqlite")),
        new("rpm-ndb", "Packages/Data/rpm/*.ndb", PackageReads.At("usr/lib/sysimage/rpm/Packages.db")),
        new("rpm-bdb", "Packages/Data/rpm/*.bdb", PackageReads.At("var/lib/rpm/Packages")),
        new("deps-json", "Packages/Data/dotnet/*", PackageReads.At("app/Shop.deps.json")),
        new("npm-lock", "Packages/Data/npm-lock/*", PackageReads.At("app/package-lock.json")),
        new("pnpm-lock", "Packages/Data/pnpm-lock/*", PackageReads.At("app/pnpm-lock.yaml")),
        new("python-lock", "Packages/Data/python-lock/*", PackageReads.At("app/poetry.lock")),
        new("gemspec", "Packages/Data/gem/*", PackageReads.At("usr/local/bundle/specifications/rack-2.2.3.gemspec")),
        new("chisel", "Packages/Data/chisel/*", PackageReads.At("var/lib/chisel/manifest.wall")),
        new("jar", "Packages/Data/java-archive/*", PackageReads.At("app/lib/shop.jar")),
        new("program", "", PackageReads.At("usr/local/bin/shop", mode: PackageReads.Executable)) { MadeBytes = MadePrograms.All },
        new("secrets", "Dockerfiles/Data/*", SecretReads.File) { MadeBytes = SecretReads.Samples },
        new("archive", "", ArchiveReads.Walk) { MadeBytes = ArchiveReads.Samples },
        new("osv", "", AdvisoryReads.Osv) { Made = MadeInputs.Osv, Answers = [typeof(InvalidDataException)] },
        new("osv-zip", "", AdvisoryReads.OsvArchive) { MadeBytes = AdvisoryReads.Archives, Answers = [typeof(InvalidDataException)] },
        new("epss", "", AdvisoryReads.Predictions) { Made = MadeInputs.Predictions, Answers = [typeof(InvalidDataException)] },
        new("kev", "", AdvisoryReads.Exploited) { Made = MadeInputs.Exploited, Answers = [typeof(InvalidDataException), typeof(JsonException), typeof(InvalidOperationException)] },
        new("store", "", AdvisoryReads.Store) { MadeBytes = AdvisoryReads.Stores },
        new("policy", "Policy/Data/wrong/*", DocumentReads.Policy),
        new("sbom", "Sbom/*.json", DocumentReads.Bom),
        new("vex", "Sbom/*.cdx.json", DocumentReads.Vex) { Made = MadeInputs.Vex },
        new("sarif-paths", "", DocumentReads.SarifPaths) { Made = MadeInputs.Paths },
    ];
}
