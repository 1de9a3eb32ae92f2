namespace PipelineGuard.Packages;

/// <summary>Tells from the versions of one package database, layer by layer, which layer brought each package.</summary>
internal static class DatabaseHistory
{
    /// <summary>
    /// The packages of the database that is visible at the end, each with the lowest layer from which on it was present without a gap
    /// (same name, version and architecture). Empty when the database was deleted.
    /// </summary>
    /// <param name="versions">The database in every layer that has it, bottom first.</param>
    public static IEnumerable<Package> PackagesOf(List<LayerFile> versions)
    {
        int last = versions.FindLastIndex(version => version.Visible);
        if (last < 0) return [];
        var layers = new Dictionary<PackageKey, int>();
        foreach (var package in versions[last].Content.Packages) layers[KeyOf(package)] = versions[last].Layer;
        FollowDown(versions, last, layers);
        return versions[last].Content.Packages.Select(package => package with { Layer = layers[KeyOf(package)] });
    }

    // For as long as the version below still has the package.
    private static void FollowDown(List<LayerFile> versions, int last, Dictionary<PackageKey, int> layers)
    {
        var present = layers.Keys.ToHashSet();
        for (int i = last - 1; i >= 0 && present.Count > 0; i--)
        {
            present.IntersectWith(versions[i].Content.Packages.Select(KeyOf));
            foreach (var key in present) layers[key] = versions[i].Layer;
        }
    }

    private static PackageKey KeyOf(Package package) => new(package.Name, package.Version, package.Architecture);

    private readonly record struct PackageKey(string Name, string Version, string? Architecture);
}
