using System.Text.Json;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Npm;

/// <summary>Reads <c>package-lock.json</c>: version 3 has <c>packages</c>, version 1 nested <c>dependencies</c>, version 2 both.</summary>
internal static class NpmLock
{
    private const string Modules = "node_modules/";

    /// <summary>Adds the packages; of two lists that say the same only <c>packages</c>, which is the fuller one and comes first.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static void Read(ref Utf8JsonReader reader, List<Package> packages, ImagePath file)
    {
        bool hasPackages = false;
        while (JsonText.NextProperty(ref reader, out var name))
        {
            hasPackages |= name == "packages";
            if (name == "packages" && reader.TokenType == JsonTokenType.StartObject) ReadPackages(ref reader, packages, file);
            else if (name == "dependencies" && !hasPackages && reader.TokenType == JsonTokenType.StartObject) ReadDependencies(ref reader, packages, file);
            else reader.Skip();
        }
    }

    private static void ReadPackages(ref Utf8JsonReader reader, List<Package> packages, ImagePath file)
    {
        while (JsonText.NextProperty(ref reader, out var place))
        {
            int modules = place.LastIndexOf(Modules, StringComparison.Ordinal);
            var entry = ReadEntry(ref reader, packages, file);
            // Without node_modules it is the application itself or a part of it, which "link" only points to.
            if (modules < 0 || entry.IsLink || entry.IsDevelopment) continue;
            Add(packages, entry, entry.Name ?? place[(modules + Modules.Length)..], file);
        }
    }

    private static void ReadDependencies(ref Utf8JsonReader reader, List<Package> packages, ImagePath file)
    {
        while (JsonText.NextProperty(ref reader, out var name))
        {
            var entry = ReadEntry(ref reader, packages, file);
            if (!entry.IsDevelopment) Add(packages, entry, name, file);
        }
    }

    private static NpmLockEntry ReadEntry(ref Utf8JsonReader reader, List<Package> packages, ImagePath file)
    {
        var entry = new NpmLockEntry();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return entry;
        }
        while (JsonText.NextProperty(ref reader, out var name))
        {
            switch (name)
            {
                case "name": entry.Name = JsonText.StringOrSkip(ref reader); break;
                case "version": entry.Version = JsonText.StringOrSkip(ref reader); break;
                case "integrity": entry.Integrity = JsonText.StringOrSkip(ref reader); break;
                case "dev": entry.IsDevelopment = IsTrue(ref reader); break;
                case "link": entry.IsLink = IsTrue(ref reader); break;
                case "requires" or "optionalDependencies": entry.DependsOn.AddRange(JsonRecord.Names(ref reader)); break;
                // In version 1 these are packages of their own, nested in this one; later they are the names that it needs.
                case "dependencies" when reader.TokenType == JsonTokenType.StartObject && IsNested(reader): ReadDependencies(ref reader, packages, file); break;
                case "dependencies": entry.DependsOn.AddRange(JsonRecord.Names(ref reader)); break;
                default: reader.Skip(); break;
            }
        }
        return entry;
    }

    // A copy of the reader looks ahead: are the values objects?
    private static bool IsNested(Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.Read() && reader.TokenType == JsonTokenType.StartObject;

    private static bool IsTrue(ref Utf8JsonReader reader)
    {
        bool isTrue = reader.TokenType == JsonTokenType.True;
        reader.Skip();
        return isTrue;
    }

    private static void Add(List<Package> packages, NpmLockEntry entry, string name, ImagePath file)
    {
        if (packages.Count >= Plausibility.MaxEntries) return;
        var (realName, version) = WithoutAlias(name, entry.Version);
        if (LockedPackage.Of(PackageType.Npm, realName, version, file) is { } package)
            packages.Add(package with { DependsOn = [.. entry.DependsOn.Distinct()], Integrity = LockedPackage.Integrity(entry.Integrity) });
    }

    // Version 1 writes an alias as "npm:real-name@1.0.0" where the version stands.
    private static (string Name, string? Version) WithoutAlias(string name, string? version) =>
        version is { } text && text.StartsWith("npm:", StringComparison.Ordinal) && text.LastIndexOf('@') is > 4 and var at
            ? (text[4..at], text[(at + 1)..])
            : (name, version);
}
