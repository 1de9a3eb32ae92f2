using System.Text.Json;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Sbom.Reading;

namespace PipelineGuard.Sbom.CycloneDx;

/// <summary>Reads CycloneDX JSON, versions 1.2 to 1.7: what it lists and what it is about. Anything else in it is passed over.</summary>
internal static class CycloneDxReader
{
    /// <summary>Reads the document.</summary>
    /// <exception cref="JsonException">The text is damaged; what stood before was taken.</exception>
    public static void Read(ReadOnlySpan<byte> json, BomContents contents)
    {
        var reader = JsonText.Open(json);
        JsonText.EnterObject(ref reader);
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "components") ReadComponents(ref reader, contents);
            else if (name == "metadata") ReadMetadata(ref reader, contents);
            else reader.Skip();
        }
        JsonShape.End(ref reader);
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, BomContents contents)
    {
        if (!JsonShape.IsObject(ref reader)) return;
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "component") ReadComponent(ref reader, contents, contents.AddSubject);
            else reader.Skip();
        }
    }

    private static void ReadComponents(ref Utf8JsonReader reader, BomContents contents)
    {
        if (!JsonShape.IsArray(ref reader)) return;
        while (JsonShape.NextElement(ref reader)) ReadComponent(ref reader, contents, contents.Add);
    }

    // Components may hold components: those of an application inside the image, as deep as JSON may nest.
    private static void ReadComponent(ref Utf8JsonReader reader, BomContents contents, Action<BomComponent> take)
    {
        if (!JsonShape.IsObject(ref reader)) return;
        var component = new BomComponent();
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "components") ReadComponents(ref reader, contents);
            else ReadProperty(name, ref reader, component);
        }
        take(component);
    }

    private static void ReadProperty(string name, ref Utf8JsonReader reader, BomComponent component)
    {
        switch (name)
        {
            case "type": component.Type = JsonText.StringOrSkip(ref reader); break;
            case "bom-ref": component.Ref = JsonText.StringOrSkip(ref reader); break;
            case "name": component.Name = JsonText.StringOrSkip(ref reader); break;
            case "group": component.Group = JsonText.StringOrSkip(ref reader); break;
            case "version": component.Version = JsonText.StringOrSkip(ref reader); break;
            case "description": component.Description = JsonText.StringOrSkip(ref reader); break;
            case "purl": component.Purl = JsonText.StringOrSkip(ref reader); break;
            case "licenses": ReadLicenses(ref reader, component); break;
            case "properties": ReadProperties(ref reader, component); break;
            case "evidence": ReadEvidence(ref reader, component); break;
            default: reader.Skip(); break;
        }
    }

    private static void ReadLicenses(ref Utf8JsonReader reader, BomComponent component)
    {
        if (!JsonShape.IsArray(ref reader)) return;
        while (JsonShape.NextElement(ref reader))
        {
            if (!JsonShape.IsObject(ref reader)) continue;
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (name == "expression") JsonShape.AddLimited(component.Licenses, JsonText.StringOrSkip(ref reader));
                else if (name == "license") ReadLicense(ref reader, component);
                else reader.Skip();
            }
        }
    }

    private static void ReadLicense(ref Utf8JsonReader reader, BomComponent component)
    {
        if (!JsonShape.IsObject(ref reader)) return;
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name is "id" or "name") JsonShape.AddLimited(component.Licenses, JsonText.StringOrSkip(ref reader));
            else reader.Skip();
        }
    }

    private static void ReadProperties(ref Utf8JsonReader reader, BomComponent component)
    {
        if (!JsonShape.IsArray(ref reader)) return;
        while (JsonShape.NextElement(ref reader))
        {
            if (!JsonShape.IsObject(ref reader)) continue;
            string? key = null, value = null;
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (name == "name") key = JsonText.StringOrSkip(ref reader);
                else if (name == "value") value = JsonText.StringOrSkip(ref reader);
                else reader.Skip();
            }
            JsonShape.AddProperty(component, key, value);
        }
    }

    private static void ReadEvidence(ref Utf8JsonReader reader, BomComponent component)
    {
        if (!JsonShape.IsObject(ref reader)) return;
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "occurrences") ReadOccurrences(ref reader, component);
            else reader.Skip();
        }
    }

    private static void ReadOccurrences(ref Utf8JsonReader reader, BomComponent component)
    {
        if (!JsonShape.IsArray(ref reader)) return;
        while (JsonShape.NextElement(ref reader))
        {
            if (!JsonShape.IsObject(ref reader)) continue;
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (name == "location") component.Location ??= JsonText.StringOrSkip(ref reader);
                else reader.Skip();
            }
        }
    }
}
