namespace PipelineGuard.Packages;

/// <summary>
/// Some images record their packages twice: Azure Linux's distroless ones in two lists, chiselled ones in a manifest and in a status file
/// that was made for scanners. What the fuller record has is not taken from the other.
/// </summary>
internal static class SecondRecords
{
    /// <summary>The packages without those that a fuller record of the image has, too.</summary>
    public static IEnumerable<Package> Drop(IReadOnlyCollection<Package> packages)
    {
        if (!packages.Any(IsOfLesserRecord)) return packages;
        var recorded = packages.Where(package => !IsOfLesserRecord(package)).Select(KeyOf).ToHashSet();
        return packages.Where(package => !IsOfLesserRecord(package) || !recorded.Contains(KeyOf(package)));
    }

    // The first list lacks epochs and source packages, a manifest lacks source packages.
    private static bool IsOfLesserRecord(Package package) => !package.IsSourceKnown;

    private static (PackageType Type, string Name, string Version) KeyOf(Package package) =>
        (package.Type, package.Name, package.Version[(package.Version.IndexOf(':', StringComparison.Ordinal) + 1)..]);
}
