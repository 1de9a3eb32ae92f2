using System.Globalization;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>Turns rpm's records of packages into packages.</summary>
internal static class RpmPackages
{
    private const string SourceExtension = ".src.rpm";
    private const string SourceWithoutCodeExtension = ".nosrc.rpm";

    /// <summary>The packages, in the order of the records.</summary>
    public static IEnumerable<Package> Of(IReadOnlyCollection<RpmEntry> entries, ImagePath foundIn)
    {
        var epochs = SourceEpochs(entries);
        return entries.Where(entry => !entry.IsPublicKey).Select(entry => Describe(entry, epochs, foundIn));
    }

    private static Package Describe(RpmEntry entry, Dictionary<string, uint> epochs, ImagePath foundIn)
    {
        var version = WithEpoch(entry.Epoch, entry.VersionRelease);
        var (sourceName, sourceVersion) = SplitSource(entry, epochs);
        return new(PackageType.Rpm, entry.Name, version)
        {
            SourceName = sourceName == entry.Name ? null : sourceName,
            SourceVersion = sourceVersion == version ? null : sourceVersion,
            Builder = entry.Vendor is { } vendor && Plausibility.IsName(vendor) ? vendor : null,
            Architecture = entry.Architecture,
            Module = entry.Module,
            IsSourceKnown = entry.SourceRpm is not null,
            Licenses = entry.Licenses,
            DependsOn = entry.DependsOn,
            Provides = entry.Provides,
            FoundIn = foundIn,
        };
    }

    // The name of a source package's file has no epoch. Where a package built from it has the source's own version it has the epoch of
    // it, too: perl-Carp 1.50 comes from the same source as perl 4:5.26.
    private static Dictionary<string, uint> SourceEpochs(IReadOnlyCollection<RpmEntry> entries)
    {
        var epochs = new Dictionary<string, uint>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.SourceRpm is { } file && CutSource(file).VersionRelease == entry.VersionRelease) epochs.TryAdd(file, entry.Epoch);
        }
        return epochs;
    }

    private static (string? Name, string? Version) SplitSource(RpmEntry entry, Dictionary<string, uint> epochs)
    {
        if (entry.SourceRpm is not { } file || CutSource(file) is not { Name: { } name, VersionRelease: { } versionRelease }) return (null, null);
        return (name, WithEpoch(epochs.GetValueOrDefault(file, entry.Epoch), versionRelease));
    }

    // "name-version-release.src.rpm"; names hold hyphens, versions and releases do not.
    private static (string? Name, string? VersionRelease) CutSource(string file)
    {
        var stem = file.EndsWith(SourceExtension, StringComparison.Ordinal) ? file[..^SourceExtension.Length]
            : file.EndsWith(SourceWithoutCodeExtension, StringComparison.Ordinal) ? file[..^SourceWithoutCodeExtension.Length]
            : "";
        int release = stem.LastIndexOf('-');
        int version = release <= 0 ? -1 : stem.LastIndexOf('-', release - 1);
        return version <= 0 ? default : (stem[..version], stem[(version + 1)..]);
    }

    private static string WithEpoch(uint epoch, string versionRelease) =>
        epoch == 0 ? versionRelease : string.Create(CultureInfo.InvariantCulture, $"{epoch}:{versionRelease}");
}
