using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Apk;

/// <summary>Lists the packages that apk records in <c>lib/apk/db/installed</c>, or below <c>usr</c> where that is merged.</summary>
internal sealed class ApkCataloger : IPackageCataloger
{
    // apk 3 itself keeps the text; its binary format (apk-v3(5), "ADB") is that of packages and indexes, and of files beside this one.
    private static ReadOnlySpan<byte> BinaryMark => "ADB"u8;

    public string Name => "apk";

    public bool Wants(ReadOnlySpan<char> path) => ApkInstalledDb.IsAt(path);

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        if (file.Content.Span.StartsWith(BinaryMark))
        {
            damage.Add(line: null, "It is in the binary format of apk 3, which is not read.");
            yield break;
        }
        var entries = ApkInstalledDb.Parse(file.Content.Span);
        if (entries.Count == Plausibility.MaxEntries) damage.Add(entries[^1].Line, "There are too many package entries; those behind this one were not read.");
        foreach (var entry in entries)
        {
            if (entry.GarbledLine is { } line) damage.Add(line, "The line is not a letter, a colon and a value.");
            if (entry is { Name: { Length: > 0 } name, Version: { Length: > 0 } version }) yield return Describe(entry, name, version, file.Path);
            else damage.Add(entry.Line, "A package entry has no name or no version.");
        }
    }

    // A recipe gives all its packages the same version, so there is no source version of its own.
    private static Package Describe(ApkEntry entry, string name, string version, ImagePath foundIn) => new(PackageType.Apk, name, version)
    {
        SourceName = entry.Origin is { Length: > 0 } origin && origin != name ? origin : null,
        Architecture = entry.Architecture,
        Licenses = Plausibility.Licenses([entry.License]),
        DependsOn = entry.DependsOn,
        Provides = entry.Provides,
        FoundIn = foundIn,
    };
}
