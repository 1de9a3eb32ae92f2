using System.Text.Json;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Php;

/// <summary>Lists what <c>composer.lock</c> declares under <c>packages</c>; <c>packages-dev</c> is for development only.</summary>
internal sealed class ComposerLockCataloger : IPackageCataloger
{
    public string Name => "composer-lock";

    public bool Wants(ReadOnlySpan<char> path) => LockFilePath.Is(path, "composer.lock");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage) =>
        JsonRecord.Read(file, damage, (ref Utf8JsonReader reader, List<Package> packages) =>
        {
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (name == "packages") ComposerPackages.Read(ref reader, packages, file.Path, PackageEvidence.LockFile);
                else reader.Skip();
            }
        });
}
