namespace PipelineGuard.Packages;

/// <summary>
/// Packages of the operating system's package manager that its distribution did not build. The distribution's advisories are about its own
/// packages, and versions of other builders cannot be compared with theirs.
/// </summary>
internal static class ForeignPackages
{
    /// <summary>True for a package that is known to come from elsewhere; false where the distribution is unknown.</summary>
    public static bool Includes(Package package, Distribution? distribution) =>
        distribution is not null
        && ((package.Type == PackageType.Rpm && ForeignRpms.Includes(package, distribution)) || (package.Type == PackageType.Deb && ForeignDebs.Includes(package, distribution)));
}
