using System.Collections.Immutable;

namespace PipelineGuard.Packages;

/// <summary>A kind of package: one row for each ecosystem, so that a new one is added here and nowhere else.</summary>
/// <param name="Purl">The package URL type (purl specification, "Known types").</param>
/// <param name="DisplayName">The name users know.</param>
/// <param name="VersionScheme">The name of the order its versions follow, a key of <c>Versions.VersionSchemes</c>.</param>
/// <param name="OsvEcosystem">The ecosystem's name in OSV; null when the distribution decides (<c>deb</c> is Debian's or Ubuntu's).</param>
public sealed record PackageType(string Purl, string DisplayName, string VersionScheme, string? OsvEcosystem)
{
    /// <summary>Debian packages, Ubuntu's too.</summary>
    public static PackageType Deb { get; } = new("deb", "Debian packages", "debian", null);

    /// <summary>Packages of Alpine, Wolfi and Chainguard.</summary>
    public static PackageType Apk { get; } = new("apk", "Alpine packages", "alpine", null);

    /// <summary>.NET packages.</summary>
    public static PackageType NuGet { get; } = new("nuget", "NuGet packages", "nuget", "NuGet");

    /// <summary>Node packages.</summary>
    public static PackageType Npm { get; } = new("npm", "npm packages", "semver", "npm");

    /// <summary>Python packages.</summary>
    public static PackageType PyPI { get; } = new("pypi", "Python packages", "pep440", "PyPI");

    /// <summary>All of them.</summary>
    public static ImmutableArray<PackageType> All { get; } = [Deb, Apk, NuGet, Npm, PyPI];

    /// <summary>True for packages that the operating system's package manager installed.</summary>
    public bool IsOperatingSystem => OsvEcosystem is null;

    /// <inheritdoc/>
    public override string ToString() => Purl;
}
