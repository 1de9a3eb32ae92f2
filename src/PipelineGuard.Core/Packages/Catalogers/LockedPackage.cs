using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>Makes the packages that lock files declare.</summary>
internal static class LockedPackage
{
    /// <summary>A package of a lock file; null when it has no name, or a version that only a registry's package has not: an address, a path.</summary>
    public static Package? Of(PackageType type, string? name, string? version, ImagePath file) =>
        name is { Length: > 0 } && version is { Length: > 0 } && !version.AsSpan().ContainsAny('/', ':')
            ? new(type, name, version) { Evidence = PackageEvidence.LockFile, FoundIn = file }
            : null;

    /// <summary>A digest as subresource integrity metadata; null when the text is none.</summary>
    public static string? Integrity(string? text) => text is { Length: > 7 and <= 512 } && text.StartsWith("sha", StringComparison.Ordinal) && Plausibility.IsName(text) ? text : null;
}
