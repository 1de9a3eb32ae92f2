using System.Text.Json;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Conda;

/// <summary>Lists installed Conda packages, from the record of each in <c>conda-meta/</c>.</summary>
internal sealed class CondaCataloger : IPackageCataloger
{
    private const string Folder = "conda-meta/";

    public string Name => "conda";

    public bool Wants(ReadOnlySpan<char> path)
    {
        if (!path.EndsWith(".json", StringComparison.Ordinal)) return false;
        var folder = path[..(path.LastIndexOf('/') + 1)];
        return folder.EndsWith(Folder, StringComparison.Ordinal) && (folder.Length == Folder.Length || folder[^(Folder.Length + 1)] == '/');
    }

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var packages = JsonRecord.Read(file, damage, (ref Utf8JsonReader reader, List<Package> found) => ReadRecord(ref reader, found, file.Path));
        if (packages.Count == 0) damage.Add(line: null, "The record has no name or no version.");
        return packages;
    }

    private static void ReadRecord(ref Utf8JsonReader reader, List<Package> packages, ImagePath file)
    {
        string? name = null, version = null, license = null;
        while (JsonText.NextProperty(ref reader, out var property))
        {
            switch (property)
            {
                case "name": name = JsonText.StringOrSkip(ref reader); break;
                case "version": version = JsonText.StringOrSkip(ref reader); break;
                case "license": license = JsonText.StringOrSkip(ref reader); break;
                default: reader.Skip(); break;
            }
        }
        if (name is { Length: > 0 } && version is { Length: > 0 }) packages.Add(new(PackageType.Conda, name, version) { Licenses = Plausibility.Licenses([license]), FoundIn = file });
    }
}
