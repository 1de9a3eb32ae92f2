using System.Collections.Immutable;

namespace PipelineGuard.Packages;

/// <summary>A package URL (ECMA-427, purl specification): <c>pkg:type/namespace/name@version?qualifiers#subpath</c>. Parts are held decoded.</summary>
/// <param name="Type">The type, lower case.</param>
/// <param name="Name">The name, in the type's normal spelling.</param>
internal sealed record PackageUrl(string Type, string Name)
{
    /// <summary>A vendor or a scope; may have several segments; null when there is none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The version; null when any is meant.</summary>
    public string? Version { get; init; }

    /// <summary>Qualifiers with a value, by key.</summary>
    public ImmutableSortedDictionary<string, string> Qualifiers { get; init; } = NoQualifiers;

    /// <summary>A path inside the package; null when there is none.</summary>
    public string? Subpath { get; init; }

    private static ImmutableSortedDictionary<string, string> NoQualifiers { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The URL of a package. The <c>upstream</c> qualifier, which many tools know, names the source package where it differs.</summary>
    /// <param name="package">The package.</param>
    /// <param name="distribution">The image's distribution, for packages of the operating system; null when unknown.</param>
    public static PackageUrl For(Package package, Distribution? distribution)
    {
        if (package.Type.IsOperatingSystem) return OfOperatingSystem(package, distribution);
        var (scope, name) = SplitScope(package);
        return new(package.Type.Purl, NormalName(package.Type.Purl, name)) { Namespace = scope, Version = package.Version };
    }

    /// <summary>The name as its package manager spells it, from the two parts that a package URL has: the opposite of <see cref="SplitScope"/>.</summary>
    public static string JoinScope(string type, string? scope, string name) => scope is null ? name : scope + (type == "maven" ? ':' : '/') + name;

    /// <summary>Reads a package URL; null when it is none.</summary>
    public static PackageUrl? Parse(string text) => PackageUrlParser.Parse(text);

    /// <summary>
    /// True when <paramref name="purl"/> is what <paramref name="pattern"/> names: a version, a qualifier or a subpath that the pattern
    /// leaves out may be anything. False when one of them is not a package URL.
    /// </summary>
    public static bool Matches(string pattern, string purl) => Parse(pattern) is { } wanted && Parse(purl) is { } found && wanted.Covers(found);

    /// <summary>The canonical form.</summary>
    public override string ToString() => PackageUrlWriter.Write(this);

    /// <summary>The name as the type's definition wants it. npm keeps the case: old packages such as <c>JSONStream</c> differ by nothing else.</summary>
    public static string NormalName(string type, string name) => type switch
    {
        "pypi" => PythonName.Normalize(name),
        "deb" or "apk" or "golang" or "composer" or "bitnami" or "hex" or "pub" => name.ToLowerInvariant(),
        _ => name,
    };

    /// <summary>See <see cref="Matches(string, string)"/>.</summary>
    public bool Covers(PackageUrl other) =>
        Type == other.Type
        && string.Equals(Namespace, other.Namespace, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Name, other.Name, Type == "nuget" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
        && (Version is null || Version == other.Version)
        && (Subpath is null || Subpath == other.Subpath)
        && Qualifiers.All(qualifier => other.Qualifiers.GetValueOrDefault(qualifier.Key) == qualifier.Value);

    private static PackageUrl OfOperatingSystem(Package package, Distribution? distribution)
    {
        var qualifiers = NoQualifiers.ToBuilder();
        if (package.Architecture is { Length: > 0 } architecture) qualifiers["arch"] = architecture;
        if (distribution is not null) qualifiers["distro"] = DistroOf(distribution);
        if (package.SourceName is not null || package.SourceVersion is not null) qualifiers["upstream"] = UpstreamOf(package);
        if (package.Module is { } module) qualifiers["rpmmod"] = module;
        if (package.Type == PackageType.Rpm) return OfRpm(package, distribution, qualifiers);
        return new(package.Type.Purl, NormalName(package.Type.Purl, package.Name))
        {
            Namespace = NamespaceOf(distribution),
            Version = package.Version,
            Qualifiers = qualifiers.ToImmutable(),
        };
    }

    // Type "rpm": the epoch is no part of the version, but a qualifier.
    private static PackageUrl OfRpm(Package package, Distribution? distribution, ImmutableSortedDictionary<string, string>.Builder qualifiers)
    {
        int colon = package.Version.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0) qualifiers["epoch"] = package.Version[..colon];
        return new(package.Type.Purl, package.Name)
        {
            Namespace = NamespaceOf(distribution),
            Version = package.Version[(colon + 1)..],
            Qualifiers = qualifiers.ToImmutable(),
        };
    }

    private static string? NamespaceOf(Distribution? distribution) =>
        distribution is null ? null : Distributions.Find(distribution)?.PurlNamespace ?? distribution.Id;

    private static string DistroOf(Distribution distribution) =>
        (distribution.VersionId is { Length: > 0 } version ? version : distribution.Codename) is { } release
            ? $"{distribution.Id}-{release}"
            : distribution.Id;

    // Other tools name the file of an rpm's source package.
    private static string UpstreamOf(Package package) =>
        package.Type == PackageType.Rpm ? $"{package.SourceName ?? package.Name}-{WithoutEpoch(package.SourceVersion ?? package.Version)}.src.rpm"
        : package.SourceVersion is { } version ? $"{package.SourceName ?? package.Name}@{version}" : package.SourceName!;

    private static string WithoutEpoch(string version) => version[(version.IndexOf(':', StringComparison.Ordinal) + 1)..];

    // "@angular/core" is name "core" in the namespace "@angular"; Maven writes group and artifact with a colon between.
    public static (string? Scope, string Name) SplitScope(Package package)
    {
        var name = package.Name;
        int separator = package.Type switch
        {
            _ when package.Type == PackageType.Npm => name.StartsWith('@') ? name.IndexOf('/', StringComparison.Ordinal) : -1,
            _ when package.Type == PackageType.Maven => name.IndexOf(':', StringComparison.Ordinal),
            _ when package.Type == PackageType.Go || package.Type == PackageType.Composer || package.Type == PackageType.Hex => name.LastIndexOf('/'),
            _ => -1,
        };
        return separator > 0 ? (NormalScope(package.Type.Purl, name[..separator]), name[(separator + 1)..]) : (null, name);
    }

    private static string NormalScope(string type, string scope) => type is "golang" or "composer" or "hex" ? scope.ToLowerInvariant() : scope;
}
