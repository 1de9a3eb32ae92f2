using System.Text.Json;

namespace PipelineGuard.Packages.Catalogers.Npm;

/// <summary>What an installed package's <c>package.json</c> says about it.</summary>
internal sealed class NpmManifest
{
    /// <summary><c>name</c>, with the scope; null when it has none.</summary>
    public string? Name { get; private set; }

    /// <summary><c>version</c>; null when it has none.</summary>
    public string? Version { get; private set; }

    /// <summary>The first licences as written, in their order.</summary>
    public List<string?> Licenses { get; } = [];

    /// <summary>The names in <c>dependencies</c> and <c>optionalDependencies</c>.</summary>
    public List<string> DependsOn { get; } = [];

    /// <summary>The line, counted from 1, where the text stops being JSON; null when all of it was read. What stands before it counts.</summary>
    public int? DamagedLine { get; private set; }

    /// <summary>Reads a manifest. Never throws.</summary>
    public static NpmManifest Parse(ReadOnlySpan<byte> json)
    {
        var manifest = new NpmManifest();
        try
        {
            var reader = JsonText.Open(json);
            JsonText.EnterObject(ref reader);
            while (JsonText.NextProperty(ref reader, out var name)) manifest.Take(name, ref reader);
        }
        catch (JsonException damage)
        {
            manifest.DamagedLine = (int)(damage.LineNumber ?? 0) + 1;
        }
        return manifest;
    }

    private void Take(string property, ref Utf8JsonReader reader)
    {
        switch (property)
        {
            case "name": Name = JsonText.StringOrSkip(ref reader); break;
            case "version": Version = JsonText.StringOrSkip(ref reader); break;
            case "dependencies" or "optionalDependencies": TakeDependencies(ref reader); break;
            case "license" or "licenses": TakeLicenses(ref reader); break;
            default: reader.Skip(); break;
        }
    }

    private void TakeDependencies(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (DependsOn.Count < Plausibility.MaxNames && Plausibility.IsName(name)) DependsOn.Add(name);
            reader.Skip();
        }
    }

    // Today "MIT"; once { "type": "MIT", "url": … }, or a list of either (npm, package.json, "license").
    private void TakeLicenses(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) TakeLicense(ref reader);
        }
        else
        {
            TakeLicense(ref reader);
        }
    }

    private void TakeLicense(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            AddLicense(JsonText.StringOrSkip(ref reader));
            return;
        }
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "type") AddLicense(JsonText.StringOrSkip(ref reader));
            else reader.Skip();
        }
    }

    private void AddLicense(string? license)
    {
        if (Licenses.Count < Plausibility.MaxLicenses) Licenses.Add(license);
    }
}
