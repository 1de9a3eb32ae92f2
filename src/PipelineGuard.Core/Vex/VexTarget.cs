using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Vex;

/// <summary>What is scanned, as VEX documents may name it.</summary>
/// <param name="Name">As the user named it.</param>
/// <param name="LogicalName">The name without tag, digest and host path.</param>
/// <param name="Digest">Digest of the manifest, or of the config where there is none; null when it has none.</param>
/// <param name="Platform"><c>os/architecture</c>; null when unknown.</param>
internal sealed record VexTarget(string Name, string LogicalName, string? Digest, string? Platform)
{
    private static readonly string[] OperatingSystemTypes = ["deb", "rpm", "apk", "alpm"];

    /// <summary>True when a product covers a finding of this target: the product is the package, or it is the image and names no other parts.</summary>
    public bool IsCovered(VexProduct product, AffectedPackage package, PackageUrl purl) =>
        product.Parts.IsEmpty
            ? IsThis(product) || IsPackage(product, package, purl)
            : (IsThis(product) || IsPlatform(product)) && product.Parts.Any(part => IsPackage(part, package, purl) && (!IsPlatform(product) || IsThis(product) || IsOfOperatingSystem(part)));

    // A digest says exactly which image is meant; a name may be that of another one, so all that is said must fit.
    private bool IsThis(VexProduct product)
    {
        if (product.Sha256 is { Length: 64 } hash) return Digest?.EndsWith(hash, StringComparison.OrdinalIgnoreCase) is true;
        return product.Purl is { } purl ? IsThis(purl) : SameName(product.Name);
    }

    private bool IsThis(PackageUrl purl)
    {
        if (purl.Type is not ("oci" or "docker" or "generic")) return false;
        if (purl.Version is { } version && version.Contains(':', StringComparison.Ordinal)) return string.Equals(version, Digest, StringComparison.OrdinalIgnoreCase);
        return SameName(purl.Name)
            && IsTag(purl.Version ?? purl.Qualifiers.GetValueOrDefault("tag"))
            && (Platform is null || !purl.Qualifiers.TryGetValue("arch", out var architecture) || Platform.Split('/').Contains(architecture));
    }

    private bool IsTag(string? tag) => tag is null || Name.EndsWith($":{tag}", StringComparison.Ordinal);

    private bool SameName(string? name) => string.Equals(name, LogicalName, StringComparison.OrdinalIgnoreCase) || string.Equals(name, LastPart(LogicalName), StringComparison.OrdinalIgnoreCase);

    private static string LastPart(string name) => name[(name.LastIndexOf('/') + 1)..];

    // "default_component_of Red Hat Enterprise Linux 9": the platform has a name and no package URL.
    private static bool IsPlatform(VexProduct product) => product.IsOnlyNamed;

    private static bool IsOfOperatingSystem(VexComponent part) => part.Purl is { } purl && OperatingSystemTypes.Contains(purl.Type);

    private static bool IsPackage(VexComponent component, AffectedPackage package, PackageUrl purl) =>
        component.Purl is { } wanted && (wanted.Covers(purl) || IsSourceOf(wanted, package, purl));

    // Debian's and Ubuntu's statements are about source packages: "pkg:deb/debian/openssl?arch=source".
    private static bool IsSourceOf(PackageUrl wanted, AffectedPackage package, PackageUrl purl) =>
        wanted.Qualifiers.GetValueOrDefault("arch") == "source"
        && (wanted with { Qualifiers = wanted.Qualifiers.Remove("arch") }).Covers(purl with { Name = package.SourceName ?? package.Name });
}
