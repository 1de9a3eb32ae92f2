using System.Text.Json;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Php;

/// <summary>Lists installed PHP packages, from <c>vendor/composer/installed.json</c>: an object since Composer 2, a bare list before.</summary>
internal sealed class ComposerCataloger : IPackageCataloger
{
    public string Name => "composer";

    public bool Wants(ReadOnlySpan<char> path) => path.EndsWith("/composer/installed.json", StringComparison.Ordinal);

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var packages = new List<Package>();
        try
        {
            var reader = JsonText.Open(file.Content.Span);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartArray) ComposerPackages.Read(ref reader, packages, file.Path, PackageEvidence.Installed);
            else ReadObject(ref reader, packages, file.Path);
        }
        catch (JsonException broken)
        {
            damage.Add((int)(broken.LineNumber ?? 0) + 1, "The text is not JSON of the expected form from here on.");
        }
        return packages;
    }

    private static void ReadObject(ref Utf8JsonReader reader, List<Package> packages, ImagePath file)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("Expected an object or a list.");
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "packages") ComposerPackages.Read(ref reader, packages, file, PackageEvidence.Installed);
            else reader.Skip();
        }
    }
}
