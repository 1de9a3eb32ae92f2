using System.Text.Json;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>Lists what <c>packages.lock.json</c> declares (NuGet, "Locking dependencies"): the packages of every target framework, without projects.</summary>
internal sealed class NuGetLockCataloger : IPackageCataloger
{
    public string Name => "nuget-lock";

    public bool Wants(ReadOnlySpan<char> path) => LockFilePath.Is(path, "packages.lock.json");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage) =>
        JsonRecord.Read(file, damage, (ref Utf8JsonReader reader, List<Package> packages) =>
        {
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (name == "dependencies" && reader.TokenType == JsonTokenType.StartObject) ReadFrameworks(ref reader, packages, file.Path);
                else reader.Skip();
            }
        });

    private static void ReadFrameworks(ref Utf8JsonReader reader, List<Package> packages, ImagePath file)
    {
        while (JsonText.NextProperty(ref reader, out _))
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            while (JsonText.NextProperty(ref reader, out var package)) ReadPackage(ref reader, package, packages, file);
        }
    }

    private static void ReadPackage(ref Utf8JsonReader reader, string id, List<Package> packages, ImagePath file)
    {
        string? version = null;
        List<string> needs = [];
        if (reader.TokenType != JsonTokenType.StartObject) reader.Skip();
        else while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "resolved") version = JsonText.StringOrSkip(ref reader);
            else if (name == "dependencies") needs = JsonRecord.Names(ref reader);
            else reader.Skip();
        }
        // A project has no resolved version.
        if (packages.Count < Plausibility.MaxEntries && LockedPackage.Of(PackageType.NuGet, id, version, file) is { } package) packages.Add(package with { DependsOn = [.. needs] });
    }
}
