namespace PipelineGuard.Packages.Catalogers.Dpkg;

/// <summary>Reads dpkg's status file (deb822(5), dpkg-query(1)): blocks of fields, one for each package.</summary>
internal static class DpkgStatus
{
    /// <summary>The entries in their order, up to <see cref="Plausibility.MaxEntries"/>. Never throws; what is missing is null.</summary>
    public static List<DpkgEntry> Parse(ReadOnlySpan<byte> text)
    {
        var entries = new List<DpkgEntry>();
        var names = new PackageNames();
        DpkgEntry? entry = null;
        var lines = new HeaderLines(text);
        while (lines.Next())
        {
            if (lines.Kind == HeaderLineKind.Blank)
            {
                entry = null;
                continue;
            }
            if (entry is null && entries.Count == Plausibility.MaxEntries) break;
            if (entry is null) entries.Add(entry = new() { Line = lines.Line });
            if (lines.Kind == HeaderLineKind.Field) Take(lines, entry, names);
            else if (lines.Kind == HeaderLineKind.Garbled) entry.GarbledLine ??= lines.Line;
        }
        return entries;
    }

    private static void Take(HeaderLines field, DpkgEntry entry, PackageNames names)
    {
        if (field.IsNamed("Package"u8)) entry.Name = field.Text();
        else if (field.IsNamed("Version"u8)) entry.Version = field.Text();
        else if (field.IsNamed("Architecture"u8)) entry.Architecture = field.Text();
        else if (field.IsNamed("Status"u8)) entry.State = LastWord(field.Value);
        else if (field.IsNamed("Source"u8)) (entry.SourceName, entry.SourceVersion) = SplitSource(field.Text());
        else if (field.IsNamed("Maintainer"u8)) entry.Maintainer = field.Text();
        else if (field.IsNamed("Depends"u8)) entry.Depends = DpkgRelations.Parse(field.Value, names);
        else if (field.IsNamed("Pre-Depends"u8)) entry.PreDepends = DpkgRelations.Parse(field.Value, names);
        else if (field.IsNamed("Provides"u8)) entry.Provides = DpkgRelations.Parse(field.Value, names);
    }

    // "want flag state": only the third says what is on disk.
    private static string LastWord(ReadOnlySpan<byte> status) => Plausibility.Decode(status[(status.LastIndexOf((byte)' ') + 1)..]);

    // "glibc (2.36-9)" where the versions differ, else "glibc".
    private static (string Name, string? Version) SplitSource(string source)
    {
        int open = source.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? (source, null) : (source[..open].TrimEnd(), source[(open + 1)..].TrimEnd(')', ' '));
    }
}
