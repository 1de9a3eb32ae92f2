using System.Collections.Frozen;
using System.Globalization;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Packages.Catalogers.Programs;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Sbom.Reading;

/// <summary>Turns what a bill lists back into a package, so that it is matched as the one in the image would be.</summary>
internal static class PackageReader
{
    private static readonly FrozenDictionary<string, PackageType> Types = PackageType.All.Where(type => type != PackageType.Program).ToFrozenDictionary(type => type.Purl, StringComparer.Ordinal);

    /// <summary>The type of packages that a URL names; null when packages of that type cannot be matched.</summary>
    public static PackageType? TypeOf(PackageUrl purl) =>
        purl is { Type: "generic", Namespace: null } && KnownPrograms.IsWithoutAdvisories(purl.Name) ? PackageType.Program
        : Types.GetValueOrDefault(purl.Type) is { } type && IsMeant(type, purl) ? type : null;

    /// <summary>True when the bill's writer tells source packages: where it names none, the source has the same name.</summary>
    public static bool TellsSource(BomComponent component, PackageUrl purl) =>
        component.Properties.ContainsKey(BomProperties.TrivySourceName) || component.Properties.ContainsKey("syft:package:type") || purl.Qualifiers.ContainsKey("upstream");

    /// <summary>The package; null when it has no version, or a name that no package can have.</summary>
    /// <param name="component">What the bill says.</param>
    /// <param name="purl">Its package URL, of a known type.</param>
    /// <param name="type">That type.</param>
    /// <param name="place">What counts as the file that shows it where the bill names none.</param>
    public static Package? Read(BomComponent component, PackageUrl purl, PackageType type, ImagePath place)
    {
        if (VersionOf(component, purl) is not { Length: > 0 } version) return null;
        var name = NameOf(component, purl, type);
        var (sourceName, sourceVersion) = type.IsOperatingSystem ? SourceOf(component, purl) : default;
        var package = new Package(type, name, version)
        {
            SourceName = sourceName == name ? null : sourceName,
            SourceVersion = sourceVersion == version ? null : sourceVersion,
            IsSourceKnown = component[BomProperties.SourceKnown] != "false",
            Module = type.IsOperatingSystem ? Known(purl.Qualifiers.GetValueOrDefault("rpmmod")) ?? Known(component[BomProperties.TrivyModule]) : null,
            SupersededBy = component[BomProperties.SupersededBy],
            Builder = component[BomProperties.Builder] is { } builder && Plausibility.IsName(builder) ? builder : null,
            Architecture = type.IsOperatingSystem ? purl.Qualifiers.GetValueOrDefault("arch") : null,
            Licenses = Plausibility.Licenses(component.Licenses),
            FoundIn = PlaceOf(component) ?? place,
            Layer = int.TryParse(component[BomProperties.LayerIndex], NumberStyles.None, CultureInfo.InvariantCulture, out int layer) ? layer : null,
        };
        return Plausibility.Accepts(package) ? package : null;
    }

    // "generic" names anything at all; of it only SDKs have advisories, few programs are known to have none, and the rest must not pass as looked at.
    private static bool IsMeant(PackageType type, PackageUrl purl) => type != PackageType.DotNetSdk || purl is { Name: DotNetComponents.Sdk, Namespace: null };

    // A URL holds the normal spelling; the component may hold the package manager's own.
    private static string NameOf(BomComponent component, PackageUrl purl, PackageType type)
    {
        var name = type.IsOperatingSystem ? purl.Name : PackageUrl.JoinScope(type.Purl, purl.Namespace, purl.Name);
        var stated = component.Name is { } own && component.Group is { Length: > 0 } group ? PackageUrl.JoinScope(type.Purl, group, own) : component.Name;
        return stated is not null && AdvisoryKey.LookupName(type, stated) == AdvisoryKey.LookupName(type, name) ? stated : name;
    }

    // rpm's epoch is a qualifier of its own (purl specification, type rpm).
    private static string? VersionOf(BomComponent component, PackageUrl purl)
    {
        var version = purl.Version ?? component.Version;
        return version is not null && purl.Type == "rpm" && purl.Qualifiers.GetValueOrDefault("epoch") is { Length: > 0 } epoch && !version.Contains(':', StringComparison.Ordinal)
            ? $"{epoch}:{version}"
            : version;
    }

    private static (string? Name, string? Version) SourceOf(BomComponent component, PackageUrl purl)
    {
        if (component[BomProperties.TrivySourceName] is { Length: > 0 } name) return (name, TrivyVersion(component));
        if (purl.Qualifiers.GetValueOrDefault("upstream") is { Length: > 0 } upstream) return SplitUpstream(upstream);
        return (Known(component["syft:metadata:source"]) ?? Known(component["syft:metadata:originPackage"]), Known(component["syft:metadata:sourceVersion"]));
    }

    private static string? TrivyVersion(BomComponent component)
    {
        if (Known(component[BomProperties.TrivySourceVersion]) is not { } version) return null;
        var epoch = component[BomProperties.TrivySourceEpoch] is { Length: > 0 } known and not "0" ? known + ":" : "";
        return component[BomProperties.TrivySourceRelease] is { Length: > 0 } release ? $"{epoch}{version}-{release}" : epoch + version;
    }

    // "glibc", "glibc@2.36-9", and for rpm the file of the source package: "glibc-2.28-225.el8.src.rpm".
    private static (string Name, string? Version) SplitUpstream(string upstream)
    {
        if (upstream.EndsWith(".src.rpm", StringComparison.Ordinal))
        {
            var parts = upstream[..^".src.rpm".Length].Split('-');
            return parts.Length > 2 ? (string.Join('-', parts[..^2]), string.Join('-', parts[^2..])) : (upstream, null);
        }
        return upstream.LastIndexOf('@') is > 0 and var at ? (upstream[..at], Known(upstream[(at + 1)..])) : (upstream, null);
    }

    private static ImagePath? PlaceOf(BomComponent component)
    {
        var stated = component[BomProperties.FoundIn] ?? component.Location ?? component["syft:location:0:path"] ?? component["aquasecurity:trivy:FilePath"] ?? component["SrcFile"];
        return stated is { Length: > 0 and <= 4096 } && ImagePath.TryNormalize(stated, out var path) && path.Value.Length > 0 ? path : null;
    }

    private static string? Known(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
