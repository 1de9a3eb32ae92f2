using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Rust;

/// <summary>Lists what <c>Cargo.lock</c> declares from a registry or a repository; packages without a source are the application's own.</summary>
internal sealed class CargoLockCataloger : IPackageCataloger
{
    public string Name => "cargo-lock";

    public bool Wants(ReadOnlySpan<char> path) => LockFilePath.Is(path, "Cargo.lock");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var packages = new List<Package>();
        var lines = new TomlLines(file.Content.Span);
        string? name = null, version = null;
        while (lines.Next() && packages.Count < Plausibility.MaxEntries)
        {
            if (lines.Key.Length == 0) (name, version) = (null, null);
            if (lines.Table != "package") continue;
            switch (lines.Key)
            {
                case "name": name = TomlLines.String(lines.Value); break;
                case "version": version = TomlLines.String(lines.Value); break;
                // Cargo writes name, version and source in this order.
                case "source" when LockedPackage.Of(PackageType.Cargo, name, version, file.Path) is { } package: packages.Add(package); break;
                default: break;
            }
        }
        if (lines.IsCutShort) damage.CutShort(lines.Line);
        return packages;
    }
}
