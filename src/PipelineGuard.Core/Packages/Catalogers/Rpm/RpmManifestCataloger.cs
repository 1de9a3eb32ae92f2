using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>Lists the packages of Azure Linux's distroless images.</summary>
internal sealed class RpmManifestCataloger : IPackageCataloger
{
    public string Name => "rpmmanifest";

    public bool Wants(ReadOnlySpan<char> path) => path is "var/lib/rpmmanifest/container-manifest-1" or "var/lib/rpmmanifest/container-manifest-2";

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage) => RpmPackages.Of(RpmManifest.Parse(file.Content.Span, damage), file.Path);
}
