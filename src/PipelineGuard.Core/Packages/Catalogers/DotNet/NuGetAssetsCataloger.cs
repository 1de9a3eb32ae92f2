using System.Text.Json;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>
/// Lists what <c>project.assets.json</c> says was restored: the libraries of the type <c>package</c> that a target framework uses. It lies in
/// images that sources were built in.
/// </summary>
internal sealed class NuGetAssetsCataloger : IPackageCataloger
{
    public string Name => "nuget-assets";

    public bool Wants(ReadOnlySpan<char> path) => LockFilePath.Is(path, "project.assets.json");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage) =>
        JsonRecord.Read(file, damage, (ref Utf8JsonReader reader, List<Package> packages) =>
        {
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (name == "targets" && reader.TokenType == JsonTokenType.StartObject) ReadTargets(ref reader, packages, file.Path);
                else reader.Skip();
            }
        });

    private static void ReadTargets(ref Utf8JsonReader reader, List<Package> packages, ImagePath file)
    {
        while (JsonText.NextProperty(ref reader, out _))
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            while (JsonText.NextProperty(ref reader, out var library)) ReadLibrary(ref reader, library, packages, file);
        }
    }

    private static void ReadLibrary(ref Utf8JsonReader reader, string key, List<Package> packages, ImagePath file)
    {
        string? type = null;
        List<string> needs = [];
        if (reader.TokenType != JsonTokenType.StartObject) reader.Skip();
        else while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "type") type = JsonText.StringOrSkip(ref reader);
            else if (name == "dependencies") needs = JsonRecord.Names(ref reader);
            else reader.Skip();
        }
        if (type != "package" || packages.Count >= Plausibility.MaxEntries || key.Split('/') is not [var id, var version]) return;
        if (LockedPackage.Of(PackageType.NuGet, id, version, file) is { } package) packages.Add(package with { DependsOn = [.. needs] });
    }
}
