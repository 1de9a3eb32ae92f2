using PipelineGuard.Packages;

namespace PipelineGuard.Sbom;

/// <summary>Says as properties what a format has no field for.</summary>
internal static class PackageProperties
{
    /// <summary>Those of an image.</summary>
    public static IEnumerable<(string Name, string Value)> Of(BomSubject subject)
    {
        yield return (BomProperties.Kind, subject.Kind);
        if (subject.Platform is { } platform) yield return (BomProperties.Platform, platform);
        foreach (var layer in subject.Layers)
        {
            if (layer.DiffId is { } diffId) yield return (BomProperties.DiffIdOf(layer.Index), diffId);
            if (layer.CreatedBy is { } createdBy) yield return (BomProperties.CreatedByOf(layer.Index), createdBy);
        }
    }

    /// <summary>Those of an operating system.</summary>
    public static IEnumerable<(string Name, string Value)> Of(Distribution distribution)
    {
        yield return (BomProperties.SyftDistroId, distribution.Id);
        if (distribution.VersionId.Length > 0) yield return (BomProperties.SyftDistroVersion, distribution.VersionId);
        yield return (BomProperties.SyftDistroName, distribution.PrettyName);
        if (distribution.Codename is { } codename) yield return (BomProperties.Codename, codename);
        yield return (BomProperties.TrivyClass, BomProperties.TrivyClassOfSystem);
        yield return (BomProperties.TrivyType, distribution.Id);
    }

    /// <summary>Those of a package that both formats need: the layer that brought it, and what keeps it from being matched.</summary>
    public static IEnumerable<(string Name, string Value)> Of(Package package, BomSubject subject)
    {
        if (package.SupersededBy is { } superseding) yield return (BomProperties.SupersededBy, superseding);
        if (!package.IsSourceKnown) yield return (BomProperties.SourceKnown, "false");
        if (package.Builder is { } builder && ForeignPackages.Includes(package, subject.Inventory.Distribution)) yield return (BomProperties.Builder, builder);
        if (package.Layer is not { } index) yield break;
        yield return (BomProperties.LayerIndex, $"{index}");
        if (subject.Layers.FirstOrDefault(layer => layer.Index == index)?.DiffId is { } diffId) yield return (BomProperties.LayerDiffId, diffId);
    }

    /// <summary>Those that name the source package in Trivy's way; nothing for language packages.</summary>
    public static IEnumerable<(string Name, string Value)> Source(Package package)
    {
        if (!package.Type.IsOperatingSystem || !package.IsSourceKnown) yield break;
        var (epoch, version, release) = Split(package.SourceVersion ?? package.Version, package.Type);
        yield return (BomProperties.TrivySourceName, package.SourceName ?? package.Name);
        yield return (BomProperties.TrivySourceVersion, version);
        if (release is not null) yield return (BomProperties.TrivySourceRelease, release);
        if (epoch is not null) yield return (BomProperties.TrivySourceEpoch, epoch);
    }

    // "[epoch:]version[-release]" (deb-version(7), rpm-version(7)); Trivy leaves Alpine's version whole.
    private static (string? Epoch, string Version, string? Release) Split(string text, PackageType type)
    {
        if (type == PackageType.Apk) return (null, text, null);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        var rest = text[(colon + 1)..];
        int dash = rest.LastIndexOf('-');
        return (colon < 0 ? null : text[..colon], dash < 0 ? rest : rest[..dash], dash < 0 ? null : rest[(dash + 1)..]);
    }
}
