using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>Lists the packages in rpm's database: SQLite, ndb or Berkeley DB, wherever distributions keep it.</summary>
internal sealed class RpmCataloger : IPackageCataloger
{
    // A log without any change is this short.
    private const int LogHeaderLength = 32;

    public string Name => "rpm";

    public bool Wants(ReadOnlySpan<char> path) => RpmDatabase.IsDatabase(path) || RpmDatabase.IsWriteAheadLog(path);

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        if (!RpmDatabase.IsWriteAheadLog(file.Path.Value)) return RpmPackages.Of(Entries(file, damage), file.Path);
        // rpm empties it when it is done; one that was killed leaves changes behind.
        if (file.Size > LogHeaderLength) damage.Add(line: null, "It holds changes that were never merged into the package database; they were not read.");
        return [];
    }

    private static List<RpmEntry> Entries(ImageFile file, DamageLog damage)
    {
        var (entries, names) = (new List<RpmEntry>(), new PackageNames());
        using var stream = file.OpenStream();
        foreach (var blob in RpmDatabase.Headers(stream, detail => damage.Add(line: null, detail)))
        {
            if (entries.Count == Plausibility.MaxEntries)
            {
                damage.Add(line: null, "There are too many package entries; the others were not read.");
                break;
            }
            if (RpmHeader.TryParse(blob.Span, out var header) && RpmEntry.Read(header, names) is { } entry) entries.Add(entry);
            else damage.Add(line: null, "The header of a package is damaged, or has no name, version or release.");
        }
        return entries;
    }
}
