using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Dpkg;

/// <summary>Lists the packages that dpkg records: in one file, or, in distroless images, in a file for each package.</summary>
internal sealed class DpkgCataloger : IPackageCataloger
{
    private const string Folder = "var/lib/dpkg/status.d/";

    public string Name => "dpkg";

    public bool Wants(ReadOnlySpan<char> path) =>
        path is "var/lib/dpkg/status"
        || (path.StartsWith(Folder, StringComparison.Ordinal)
            && !path[Folder.Length..].Contains('/')
            && !path.EndsWith(".md5sums", StringComparison.Ordinal));

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var entries = DpkgStatus.Parse(file.Content.Span);
        if (entries.Count == Plausibility.MaxEntries) damage.Add(entries[^1].Line, "There are too many package entries; those behind this one were not read.");
        foreach (var entry in entries)
        {
            if (entry.GarbledLine is { } line) damage.Add(line, "The line is neither a field nor part of one.");
            if (!entry.IsPresent) continue;
            if (entry is { Name: { Length: > 0 } name, Version: { Length: > 0 } version }) yield return Describe(entry, name, version, file.Path);
            else damage.Add(entry.Line, "A package entry has no name or no version.");
        }
    }

    // Source is only kept where it says something else, as the inventory wants it.
    private static Package Describe(DpkgEntry entry, string name, string version, ImagePath foundIn) => new(PackageType.Deb, name, version)
    {
        SourceName = entry.SourceName is { Length: > 0 } source && source != name ? source : null,
        SourceVersion = entry.SourceVersion is { Length: > 0 } sourceVersion && sourceVersion != version ? sourceVersion : null,
        Architecture = entry.Architecture,
        Builder = entry.Maintainer is { } maintainer && Plausibility.IsName(maintainer) ? maintainer : null,
        DependsOn = entry.PreDepends.IsEmpty ? entry.Depends : entry.Depends.AddRange(entry.PreDepends),
        Provides = entry.Provides,
        FoundIn = foundIn,
    };
}
