using PipelineGuard.Images;

namespace PipelineGuard.Packages;

/// <summary>
/// Decides which lock files count. One whose packages are installed says nothing new, and where versions differ the installed ones are
/// right: it counts only when fewer than half of its names are installed, as in an image that holds a bundle made from them.
/// </summary>
internal static class DeclaredPackages
{
    /// <summary>The packages that are installed, and those of lock files that count.</summary>
    public static IEnumerable<Package> WithoutRepeated(IReadOnlyCollection<Package> packages)
    {
        var declared = packages.Where(package => package.Evidence == PackageEvidence.LockFile).ToLookup(package => (package.FoundIn, package.Type));
        if (declared.Count == 0) return packages;
        var installed = packages.Where(package => package.Evidence != PackageEvidence.LockFile).ToList();
        return installed.Concat(declared.Where(file => !IsInstalled([.. file], installed)).SelectMany(file => file));
    }

    private static bool IsInstalled(List<Package> declared, List<Package> installed)
    {
        var type = declared[0].Type;
        var folder = InstallsBeside(type) ? FolderOf(declared[0].FoundIn) : "";
        var names = installed.Where(package => package.Type == type && package.FoundIn.Value.StartsWith(folder, StringComparison.Ordinal)).Select(NameOf).ToHashSet(StringComparer.Ordinal);
        var wanted = declared.Select(NameOf).Distinct(StringComparer.Ordinal).ToList();
        return wanted.Count(names.Contains) * 2 >= wanted.Count;
    }

    // npm and Composer install below the folder of their lock file; for the others any place will do.
    private static bool InstallsBeside(PackageType type) => type == PackageType.Npm || type == PackageType.Composer;

    private static string FolderOf(ImagePath file)
    {
        var folder = file.Value[..(file.Value.LastIndexOf('/') + 1)];
        return folder.EndsWith("node_modules/", StringComparison.Ordinal) ? folder[..^"node_modules/".Length] : folder;
    }

    private static string NameOf(Package package) => AdvisoryKey.LookupName(package.Type, package.Name);
}
