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

    /// <summary>Packages of Red Hat, SUSE and the many other distributions that use rpm.</summary>
    public static PackageType Rpm { get; } = new("rpm", "RPM packages", "rpm", null);

    /// <summary>.NET packages.</summary>
    public static PackageType NuGet { get; } = new("nuget", "NuGet packages", "nuget", "NuGet");

    /// <summary>Node packages.</summary>
    public static PackageType Npm { get; } = new("npm", "npm packages", "semver", "npm");

    /// <summary>Python packages.</summary>
    public static PackageType PyPI { get; } = new("pypi", "Python packages", "pep440", "PyPI");

    /// <summary>Java artifacts; the name is <c>group:artifact</c>, or the artifact alone where nothing tells the group.</summary>
    public static PackageType Maven { get; } = new("maven", "Java packages", "maven", "Maven");

    /// <summary>Go modules; the name is the module's path, or <c>stdlib</c> for Go's own library.</summary>
    public static PackageType Go { get; } = new("golang", "Go modules", "go", "Go");

    /// <summary>Rust crates.</summary>
    public static PackageType Cargo { get; } = new("cargo", "Rust crates", "semver", "crates.io");

    /// <summary>Ruby gems.</summary>
    public static PackageType Gem { get; } = new("gem", "Ruby gems", "rubygems", "RubyGems");

    /// <summary>PHP packages; the name is <c>vendor/package</c>.</summary>
    public static PackageType Composer { get; } = new("composer", "PHP packages", "composer", "Packagist");

    /// <summary>Conda packages. No public source has advisories under their names.</summary>
    public static PackageType Conda { get; } = new("conda", "Conda packages", "conda", null) { IsOperatingSystem = false };

    /// <summary>Dart packages.</summary>
    public static PackageType Pub { get; } = new("pub", "Dart packages", "pub", "Pub");

    /// <summary>Elixir and Erlang packages.</summary>
    public static PackageType Hex { get; } = new("hex", "Hex packages", "semver", "Hex");

    /// <summary>Programs that no package manager installed, under the names of Bitnami's advisories.</summary>
    public static PackageType Bitnami { get; } = new("bitnami", "Unpackaged programs", "semver", "Bitnami");

    /// <summary>.NET SDKs, which no package manager of a language installs; advisories are Microsoft's release data.</summary>
    public static PackageType DotNetSdk { get; } = new("generic", ".NET SDKs", "nuget", DotNet.DotNetComponents.Ecosystem);

    /// <summary>Programs that no package manager installed and no advisories name.</summary>
    public static PackageType Program { get; } = new("generic", "Unpackaged programs", "semver", null) { IsOperatingSystem = false };

    /// <summary>All of them.</summary>
    public static ImmutableArray<PackageType> All { get; } =
        [
            Deb, Apk, Rpm, NuGet, Npm, PyPI,
            Maven, Go, Cargo, Gem, Composer, Conda, Pub, Hex, Bitnami, DotNetSdk, Program,
        ];

    /// <summary>True for packages that the operating system's package manager installed.</summary>
    public bool IsOperatingSystem { get; private init; } = OsvEcosystem is null;

    /// <inheritdoc/>
    public override string ToString() => Purl;
}
