using System.Text.Json;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Php;

/// <summary>Reads the list <c>packages</c> that <c>composer.lock</c> and <c>installed.json</c> share.</summary>
internal static class ComposerPackages
{
    /// <summary>Adds the packages of the list; the reader stands at its start, or at something else, which is skipped.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static void Read(ref Utf8JsonReader reader, List<Package> packages, ImagePath file, PackageEvidence evidence)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) ReadPackage(ref reader, packages, file, evidence);
            else reader.Skip();
        }
    }

    private static void ReadPackage(ref Utf8JsonReader reader, List<Package> packages, ImagePath file, PackageEvidence evidence)
    {
        string? name = null, version = null;
        List<string> licenses = [], needs = [];
        while (JsonText.NextProperty(ref reader, out var property))
        {
            switch (property)
            {
                case "name": name = JsonText.StringOrSkip(ref reader); break;
                case "version": version = JsonText.StringOrSkip(ref reader); break;
                case "license": ReadLicenses(ref reader, licenses); break;
                // "php" and "ext-json" are no packages; those have a vendor.
                case "require": needs.AddRange(JsonRecord.Names(ref reader).Where(need => need.Contains('/', StringComparison.Ordinal))); break;
                default: reader.Skip(); break;
            }
        }
        if (name is not { Length: > 0 } || version is not { Length: > 0 } || packages.Count >= Plausibility.MaxEntries) return;
        packages.Add(new(PackageType.Composer, name, version)
        {
            Licenses = Plausibility.Licenses(licenses),
            DependsOn = [.. needs.Distinct()],
            Evidence = evidence,
            FoundIn = file,
        });
    }

    private static void ReadLicenses(ref Utf8JsonReader reader, List<string> licenses)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            if (JsonText.StringOrSkip(ref reader) is { } single) licenses.Add(single);
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (JsonText.StringOrSkip(ref reader) is { } license && licenses.Count < Plausibility.MaxLicenses) licenses.Add(license);
        }
    }
}
