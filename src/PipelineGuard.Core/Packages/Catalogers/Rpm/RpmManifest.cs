using System.Globalization;

namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>
/// Reads the lists that Azure Linux's distroless images have in place of a database, in the two forms that rpm printed:
/// <c>container-manifest-1</c> holds <c>name-version-release.arch</c>, <c>container-manifest-2</c> ten fields with tabs between them
/// (name, version-release, two dates, vendor, epoch, size, architecture, epoch as a number, source package).
/// </summary>
internal static class RpmManifest
{
    private const int Fields = 10;

    /// <summary>The packages in their order, up to <see cref="Plausibility.MaxEntries"/>.</summary>
    /// <param name="text">The list, UTF-8.</param>
    /// <param name="damage">Hears of lines that are none.</param>
    public static List<RpmEntry> Parse(ReadOnlySpan<byte> text, DamageLog damage)
    {
        var entries = new List<RpmEntry>();
        var lines = new Utf8Lines(text);
        while (lines.Next(out var line))
        {
            if (line.IsEmpty) continue;
            if (entries.Count == Plausibility.MaxEntries)
            {
                damage.Add(lines.Number, "There are too many package entries; those from here on were not read.");
                break;
            }
            var entry = line.Contains((byte)'\t') ? OfFields(Plausibility.Decode(line).Split('\t')) : OfFullName(Plausibility.Decode(line));
            if (entry is not null) entries.Add(entry);
            else damage.Add(lines.Number, "The line does not describe a package.");
        }
        return entries;
    }

    private static RpmEntry? OfFields(string[] fields)
    {
        if (fields.Length < Fields || fields[0].Length == 0 || !fields[1].Contains('-', StringComparison.Ordinal)) return null;
        if (!uint.TryParse(fields[8], NumberStyles.None, CultureInfo.InvariantCulture, out uint epoch)) return null;
        return new(fields[0], epoch, fields[1]) { Vendor = Stated(fields[4]), Architecture = Stated(fields[7]), SourceRpm = Stated(fields[9]) };
    }

    // Names hold hyphens and dots; versions and releases hold no hyphens, architectures no dots.
    private static RpmEntry? OfFullName(string text)
    {
        int dot = text.LastIndexOf('.');
        int release = dot <= 0 ? -1 : text.LastIndexOf('-', dot);
        int version = release <= 0 ? -1 : text.LastIndexOf('-', release - 1);
        return version <= 0 ? null : new(text[..version], 0, text[(version + 1)..dot]) { Architecture = Stated(text[(dot + 1)..]) };
    }

    private static string? Stated(string text) => text is "" or "(none)" ? null : text;
}
