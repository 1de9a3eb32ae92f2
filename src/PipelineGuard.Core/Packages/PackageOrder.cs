namespace PipelineGuard.Packages;

/// <summary>The fixed order of packages in every report: type, name, version, place, architecture; all ordinal.</summary>
internal sealed class PackageOrder : IComparer<Package>
{
    /// <summary>The order.</summary>
    public static PackageOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Package? x, Package? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        int order = string.CompareOrdinal(x.Type.Purl, y.Type.Purl);
        if (order == 0) order = string.CompareOrdinal(x.Name, y.Name);
        if (order == 0) order = string.CompareOrdinal(x.Version, y.Version);
        if (order == 0) order = x.FoundIn.CompareTo(y.FoundIn);
        return order == 0 ? string.CompareOrdinal(x.Architecture, y.Architecture) : order;
    }
}
