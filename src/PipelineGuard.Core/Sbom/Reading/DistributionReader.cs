using System.Collections.Frozen;
using PipelineGuard.Packages;

namespace PipelineGuard.Sbom.Reading;

/// <summary>Finds out which distribution a bill speaks of: from a component for the operating system, or from a package's URL.</summary>
internal static class DistributionReader
{
    // Trivy names families of distributions, os-release each by its ID.
    private static readonly FrozenDictionary<string, string> Ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["redhat"] = "rhel",
        ["amazon"] = "amzn",
        ["oracle"] = "ol",
        ["alma"] = "almalinux",
        ["cbl-mariner"] = "mariner",
        ["opensuse.leap"] = "opensuse-leap",
        ["opensuse.tumbleweed"] = "opensuse-tumbleweed",
        ["suse linux enterprise server"] = "sles",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a component of the type <c>operating-system</c> tells; null when it has no name.</summary>
    public static Distribution? OfComponent(BomComponent system)
    {
        var id = system[BomProperties.SyftDistroId] ?? system[BomProperties.TrivyType] ?? system.Name;
        var distribution = Make(id, system[BomProperties.SyftDistroVersion] ?? system.Version ?? "", system[BomProperties.Codename]);
        var name = system[BomProperties.SyftDistroName] ?? system.Description;
        return distribution is null || string.IsNullOrEmpty(name) ? distribution : distribution with { PrettyName = name };
    }

    /// <summary>
    /// What the qualifiers of an operating system's package tell; null when there is no <c>distro</c>. Tools write <c>debian-12</c>, <c>12.4</c>
    /// or <c>bookworm</c>; the namespace names the vendor where the qualifier does not.
    /// </summary>
    public static Distribution? OfPurl(PackageUrl purl)
    {
        if (purl.Qualifiers.GetValueOrDefault("distro") is not { Length: > 0 } distro) return null;
        var codename = purl.Qualifiers.GetValueOrDefault("distro_name");
        int dash = distro.LastIndexOf('-');
        if (dash > 0 && (dash == distro.Length - 1 || char.IsAsciiDigit(distro[dash + 1]))) return Make(distro[..dash], distro[(dash + 1)..], codename);
        if (char.IsAsciiDigit(distro[0])) return Make(purl.Namespace, distro, codename);
        if (dash > 0 && distro[..dash] == purl.Namespace) return Make(purl.Namespace, "", distro[(dash + 1)..]);
        return distro == purl.Namespace ? Make(distro, "", codename) : Make(purl.Namespace, "", distro);
    }

    private static Distribution? Make(string? id, string version, string? codename)
    {
        if (string.IsNullOrWhiteSpace(id)) return null;
        var known = Ids.GetValueOrDefault(id) ?? id.ToLowerInvariant();
        return new(known, version) { Codename = string.IsNullOrEmpty(codename) ? null : codename };
    }
}
