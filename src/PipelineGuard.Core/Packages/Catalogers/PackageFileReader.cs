using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>Reads every file that tells about packages: package databases, language packages, os-release and lists of installed files.</summary>
internal sealed class PackageFileReader
{
    private readonly ImmutableArray<IPackageCataloger> _catalogers = PackageCatalogers.All;
    private readonly ImmutableArray<IOwnerList> _ownerLists = PackageCatalogers.OwnerLists;

    /// <summary>Called for every file of every layer; allocates nothing.</summary>
    public bool Wants(ImagePath path)
    {
        ReadOnlySpan<char> text = path.Value;
        if (DistributionFiles.Wants(text) || UnsupportedDatabases.KindOf(text) is not null) return true;
        foreach (var cataloger in _catalogers)
        {
            if (cataloger.Wants(text)) return true;
        }
        foreach (var list in _ownerLists)
        {
            if (list.Wants(text)) return true;
        }
        return false;
    }

    /// <summary>
    /// Reads one wanted file; safe to call from several threads. Damage is reported as PG3001 and what could be read is returned. Of a
    /// database that we cannot read yet nothing is returned: <see cref="InventoryBuilder"/> says so if it is there at the end.
    /// </summary>
    public CatalogedFile Read(ImageFile file, IScanLog log)
    {
        var damage = new DamageLog(file.Path, log);
        var distribution = DistributionFiles.Wants(file.Path.Value) ? DistributionFiles.Read(file) : null;
        return new(Packages(file, damage), Owned(file), distribution);
    }

    private ImmutableArray<Package> Packages(ImageFile file, DamageLog damage)
    {
        var packages = ImmutableArray.CreateBuilder<Package>();
        foreach (var cataloger in _catalogers)
        {
            if (!cataloger.Wants(file.Path.Value)) continue;
            foreach (var package in cataloger.Read(file, damage))
            {
                if (Plausibility.Accepts(package)) packages.Add(package);
                else damage.Add(line: null, "A package's name or version is too long or holds control characters.");
            }
        }
        return packages.ToImmutable();
    }

    private ImmutableArray<ImagePath> Owned(ImageFile file)
    {
        var owned = ImmutableArray.CreateBuilder<ImagePath>();
        foreach (var list in _ownerLists)
        {
            if (list.Wants(file.Path.Value)) owned.AddRange(list.Read(file, PackageCatalogers.RecordsLanguagePackages));
        }
        return owned.ToImmutable();
    }
}
