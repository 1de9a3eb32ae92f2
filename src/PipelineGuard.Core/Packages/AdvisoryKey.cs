namespace PipelineGuard.Packages;

/// <summary>Under what a package is looked up in advisory data.</summary>
/// <param name="Ecosystem">The OSV ecosystem without release: <c>Debian</c>.</param>
/// <param name="Release">What OSV writes behind the colon (<c>12</c>, <c>v3.19</c>, <c>24.04:LTS</c>); null for ecosystems without releases.</param>
/// <param name="Name">The name to look up: the source package where advisories go by it; in the ecosystem's normal spelling.</param>
/// <param name="Version">The version to compare: that of the source package where the name is the source's.</param>
/// <param name="VersionScheme">The order its versions follow, a key of <c>Versions.VersionSchemes</c>.</param>
internal readonly record struct AdvisoryKey(string Ecosystem, string? Release, string Name, string Version, string VersionScheme)
{
    /// <summary>The module stream it belongs to; that of no module for all but some packages of Red Hat and its kin.</summary>
    public ModuleStream Module { get; init; }

    /// <summary>The ecosystem as advisories spell it (OSV schema, <c>affected[].package.ecosystem</c>): <c>Debian:12</c>.</summary>
    public string FullEcosystem => Release is null ? Ecosystem : $"{Ecosystem}:{Release}";

    /// <summary>
    /// The key of a package. Null when nothing can be looked up: an operating system's package whose distribution, or whose release
    /// of it, is unknown, or that comes from another distribution or from the maker of a program.
    /// </summary>
    public static AdvisoryKey? For(Package package, Distribution? distribution) =>
        package.Type.OsvEcosystem is { } ecosystem
            ? new(ecosystem, null, LookupName(package.Type, package.Name), package.Version, package.Type.VersionScheme)
            : OfOperatingSystem(package, distribution);

    /// <summary>The spelling under which a name is compared: some ecosystems have several for one package.</summary>
    public static string LookupName(PackageType type, string name) =>
        type == PackageType.NuGet ? name.ToLowerInvariant()
        : type == PackageType.PyPI ? PythonName.Normalize(name)
        : type == PackageType.Composer ? name.ToLowerInvariant()
        : name;

    private static AdvisoryKey? OfOperatingSystem(Package package, Distribution? distribution)
    {
        if (distribution is null || Distributions.Find(distribution) is not { } info || !info.PackageTypes.Contains(package.Type) || ForeignPackages.Includes(package, distribution)) return null;
        var release = info.ReleaseOf?.Invoke(distribution);
        if (info.OsvEcosystem is not { } ecosystem || (release is null && !info.IsRolling)) return null;
        var (name, version) = info.AdvisoriesNameSources
            ? (package.SourceName ?? package.Name, package.SourceVersion ?? package.Version)
            : (package.Name, package.Version);
        return new(ecosystem, release, name, version, package.Type.VersionScheme) { Module = ModuleStream.Of(package) };
    }
}
