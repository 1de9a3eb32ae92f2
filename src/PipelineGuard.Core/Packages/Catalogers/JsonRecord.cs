using System.Text.Json;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>Reads the packages of a JSON document whose reader stands inside its root object.</summary>
internal delegate void JsonPackageReader(ref Utf8JsonReader reader, List<Package> packages);

/// <summary>Reads package files written in JSON: what stands in front of damage counts, and the damage is reported.</summary>
internal static class JsonRecord
{
    /// <summary>The packages that <paramref name="read"/> finds in the file.</summary>
    public static List<Package> Read(ImageFile file, DamageLog damage, JsonPackageReader read)
    {
        var packages = new List<Package>();
        try
        {
            var reader = JsonText.Open(file.Content.Span);
            JsonText.EnterObject(ref reader);
            read(ref reader, packages);
        }
        catch (JsonException broken)
        {
            damage.Add((int)(broken.LineNumber ?? 0) + 1, "The text is not JSON of the expected form from here on.");
        }
        if (packages.Count >= Plausibility.MaxEntries) damage.Add(line: null, "There are too many packages; those behind the first were not read.");
        return packages;
    }

    /// <summary>The names of the properties of the current object; none when the value is something else, which is skipped.</summary>
    public static List<string> Names(ref Utf8JsonReader reader)
    {
        var names = new List<string>();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return names;
        }
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (names.Count < Plausibility.MaxNames && Plausibility.IsName(name)) names.Add(name);
            reader.Skip();
        }
        return names;
    }
}
