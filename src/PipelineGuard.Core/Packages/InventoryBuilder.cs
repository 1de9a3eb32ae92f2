using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Packages;

/// <summary>Merges what the files of all layers say into what is installed in the image.</summary>
internal static class InventoryBuilder
{
    /// <summary>Builds the inventory and reports what could not be looked at.</summary>
    /// <param name="files">The files that tell about packages, of every layer, layers bottom first.</param>
    /// <param name="resolve">Follows the links of the final file system: <c>lib/x</c> becomes <c>usr/lib/x</c>. Other paths come back as they are.</param>
    /// <param name="log">Takes the problems PG3002 to PG3005 and those of programs whose packages cannot be listed.</param>
    /// <param name="rollForward">What the image's environment says about the versions of .NET.</param>
    public static Inventory Build(IReadOnlyList<LayerFile> files, Func<ImagePath, ImagePath> resolve, IScanLog log, RollForwardSettings rollForward = default)
    {
        var runtimes = new DotNetRuntimes([.. files.Where(file => file.Visible).SelectMany(file => file.Content.Packages)], rollForward);
        var distribution = DistributionOf(files);
        var system = SecondRecords.Drop([.. OperatingSystemPackages(files, resolve)]).ToList();
        var foreign = new ForeignContent(system, distribution?.Content.Distribution, files, resolve);
        var owned = new OwnedFiles(files, resolve, foreign);
        var packages = system.Concat(DeclaredPackages.WithoutRepeated([.. LanguagePackages(files, runtimes, owned)])).ToArray();
        Array.Sort(packages, PackageOrder.Instance);
        var inventory = new Inventory(distribution?.Content.Distribution, WithoutRepetitions(packages))
        {
            DistributionFile = distribution is null ? null : (distribution.Path, distribution.Layer),
            DotNetApplications = runtimes.Applications,
        };
        InventoryProblems.Report(inventory, files, foreign, log);
        InventoryProblems.ReportUnlisted(files.Where(file => file is { Visible: true, Content.Unlisted: not null } && !owned.Covers(file)), log);
        return inventory;
    }

    private static LayerFile? DistributionOf(IReadOnlyList<LayerFile> files) =>
        files.Where(file => file is { Visible: true, Content.Distribution: not null })
            .MinBy(file => DistributionFiles.Rank(file.Path));

    // Links are followed before databases are compared: one that moved with a merged /usr is still the same database. All of its
    // versions are taken, those without packages too, because they end the presence of the packages below.
    private static IEnumerable<Package> OperatingSystemPackages(IReadOnlyList<LayerFile> files, Func<ImagePath, ImagePath> resolve)
    {
        var databases = files.Where(RecordsOperatingSystem).Select(file => resolve(file.Path)).ToHashSet();
        return files.GroupBy(file => resolve(file.Path))
            .Where(versions => databases.Contains(versions.Key))
            .SelectMany(versions => DatabaseHistory.PackagesOf([.. versions]));
    }

    private static bool RecordsOperatingSystem(LayerFile file) =>
        !file.Content.Packages.IsEmpty && file.Content.Packages[0].Type.IsOperatingSystem;

    private static IEnumerable<Package> LanguagePackages(IReadOnlyList<LayerFile> files, DotNetRuntimes runtimes, OwnedFiles owned) =>
        from file in files
        where file.Visible && !owned.Covers(file)
        from package in file.Content.Packages
        where !package.Type.IsOperatingSystem
        let listed = runtimes.Judge(package)
        where listed is not null
        select listed with { Layer = file.Layer };

    // A hostile database may repeat one entry any number of times.
    private static ImmutableArray<Package> WithoutRepetitions(Package[] sorted)
    {
        var result = ImmutableArray.CreateBuilder<Package>(sorted.Length);
        foreach (var package in sorted)
        {
            if (result.Count == 0 || PackageOrder.Instance.Compare(result[^1], package) != 0) result.Add(package);
        }
        return result.DrainToImmutable();
    }
}
