namespace PipelineGuard.Packages;

/// <summary>Under what a package is looked up in advisory data.</summary>
/// <param name="Ecosystem">The OSV ecosystem without release: <c>Debian</c>.</param>
/// <param name="Release">The release of the distribution: <c>12</c>; null for ecosystems without releases.</param>
/// <param name="Name">The name to look up: the source package where the distribution's advisories go by it.</param>
/// <param name="Version">The version to compare: that of the source package where the name is the source's.</param>
/// <param name="VersionScheme">The order its versions follow, a key of <c>Versions.VersionSchemes</c>.</param>
internal readonly record struct AdvisoryKey(string Ecosystem, string? Release, string Name, string Version, string VersionScheme)
{
    /// <summary>The key of a package; null when its distribution is unknown.</summary>
    public static AdvisoryKey? For(Package package, Distribution? distribution) => (package.Type.OsvEcosystem, distribution) switch
    {
        ({ } ecosystem, _) => new(ecosystem, null, package.Name, package.Version, package.Type.VersionScheme),
        (null, { Id: "debian" } debian) => new("Debian", debian.VersionId, package.SourceName ?? package.Name, package.SourceVersion ?? package.Version, "debian"),
        _ => null,
    };
}
