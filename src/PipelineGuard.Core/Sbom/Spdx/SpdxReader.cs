using System.Text.Json;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Sbom.Reading;

namespace PipelineGuard.Sbom.Spdx;

/// <summary>Reads SPDX 2.2 and 2.3 JSON: its packages and what it describes. Anything else in it is passed over.</summary>
internal static class SpdxReader
{
    private const string Document = "SPDXRef-DOCUMENT";

    /// <summary>Reads the document.</summary>
    /// <exception cref="JsonException">The text is damaged; what stood before was taken.</exception>
    public static void Read(ReadOnlySpan<byte> json, BomContents contents)
    {
        var reader = JsonText.Open(json);
        JsonText.EnterObject(ref reader);
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "packages") ReadPackages(ref reader, contents);
            else if (name == "relationships") ReadRelationships(ref reader, contents);
            else if (name == "documentDescribes") ReadDescribed(ref reader, contents);
            else if (name == "name") contents.DocumentName = JsonText.StringOrSkip(ref reader);
            else reader.Skip();
        }
        JsonShape.End(ref reader);
    }

    private static void ReadPackages(ref Utf8JsonReader reader, BomContents contents)
    {
        if (!JsonShape.IsArray(ref reader)) return;
        while (JsonShape.NextElement(ref reader))
        {
            if (!JsonShape.IsObject(ref reader)) continue;
            var package = new BomComponent();
            while (JsonText.NextProperty(ref reader, out var name)) ReadProperty(name, ref reader, package);
            contents.Add(package);
        }
    }

    private static void ReadProperty(string name, ref Utf8JsonReader reader, BomComponent package)
    {
        switch (name)
        {
            case "SPDXID": package.Ref = JsonText.StringOrSkip(ref reader); break;
            case "name": package.Name = JsonText.StringOrSkip(ref reader); break;
            case "versionInfo": package.Version = JsonText.StringOrSkip(ref reader); break;
            case "summary": package.Description = JsonText.StringOrSkip(ref reader); break;
            case "primaryPackagePurpose": package.Type = TypeOf(JsonText.StringOrSkip(ref reader)); break;
            case "licenseDeclared": AddLicense(package, JsonText.StringOrSkip(ref reader)); break;
            case "sourceInfo": TakeSourceInfo(package, JsonText.StringOrSkip(ref reader)); break;
            case "comment": TakeComment(package, JsonText.StringOrSkip(ref reader)); break;
            case "attributionTexts": ReadTrivyTexts(ref reader, package); break;
            case "annotations": ReadAnnotations(ref reader, package); break;
            case "externalRefs": ReadReferences(ref reader, package); break;
            default: reader.Skip(); break;
        }
    }

    // SPDX 2.3, §7.24.
    private static string? TypeOf(string? purpose) => purpose switch
    {
        "OPERATING-SYSTEM" or "OPERATING_SYSTEM" => "operating-system",
        "CONTAINER" => "container",
        "FILE" or "ARCHIVE" or "SOURCE" or "INSTALL" or "DEVICE" => "file",
        _ => null,
    };

    private static void AddLicense(BomComponent package, string? license)
    {
        if (license is not ("NOASSERTION" or "NONE")) JsonShape.AddLimited(package.Licenses, license);
    }

    // Trivy's and our own: "built package from: glibc 2.36-9+deb12u3".
    private static void TakeSourceInfo(BomComponent package, string? text)
    {
        const string Start = "built package from: ";
        if (text is null || !text.StartsWith(Start, StringComparison.Ordinal)) return;
        var words = text[Start.Length..].Split(' ');
        JsonShape.AddProperty(package, BomProperties.TrivySourceName, words[0]);
        if (words.Length == 2) JsonShape.AddProperty(package, BomProperties.TrivySourceVersion, words[1]);
    }

    private static void TakeComment(BomComponent package, string? text)
    {
        if (text is null) return;
        foreach (var (name, value) in SpdxComment.Parse(text)) JsonShape.AddProperty(package, name, value);
    }

    // "LayerDiffID: sha256:…": Trivy's properties without the namespace they have in CycloneDX.
    private static void ReadTrivyTexts(ref Utf8JsonReader reader, BomComponent package)
    {
        if (!JsonShape.IsArray(ref reader)) return;
        while (JsonShape.NextElement(ref reader)) TakeTrivyText(package, JsonText.StringOrSkip(ref reader));
    }

    private static void ReadAnnotations(ref Utf8JsonReader reader, BomComponent package)
    {
        if (!JsonShape.IsArray(ref reader)) return;
        while (JsonShape.NextElement(ref reader))
        {
            if (!JsonShape.IsObject(ref reader)) continue;
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (name == "comment") TakeTrivyText(package, JsonText.StringOrSkip(ref reader));
                else reader.Skip();
            }
        }
    }

    private static void TakeTrivyText(BomComponent package, string? text)
    {
        if (text is not null && text.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon) JsonShape.AddProperty(package, $"aquasecurity:trivy:{text[..colon]}", text[(colon + 2)..]);
    }

    private static void ReadReferences(ref Utf8JsonReader reader, BomComponent package)
    {
        if (!JsonShape.IsArray(ref reader)) return;
        while (JsonShape.NextElement(ref reader))
        {
            if (!JsonShape.IsObject(ref reader)) continue;
            string? type = null, locator = null;
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (name == "referenceType") type = JsonText.StringOrSkip(ref reader);
                else if (name == "referenceLocator") locator = JsonText.StringOrSkip(ref reader);
                else reader.Skip();
            }
            // A URL in other documents' ways of writing ("http://spdx.org/rdf/references/purl") ends the same.
            if (type is not null && type.EndsWith("purl", StringComparison.Ordinal)) package.Purl ??= locator;
        }
    }

    private static void ReadDescribed(ref Utf8JsonReader reader, BomContents contents)
    {
        if (!JsonShape.IsArray(ref reader)) return;
        while (JsonShape.NextElement(ref reader))
        {
            if (JsonText.StringOrSkip(ref reader) is { } reference) contents.Describes(reference);
        }
    }

    private static void ReadRelationships(ref Utf8JsonReader reader, BomContents contents)
    {
        if (!JsonShape.IsArray(ref reader)) return;
        while (JsonShape.NextElement(ref reader))
        {
            if (!JsonShape.IsObject(ref reader)) continue;
            string? from = null, type = null, to = null;
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (name == "spdxElementId") from = JsonText.StringOrSkip(ref reader);
                else if (name == "relationshipType") type = JsonText.StringOrSkip(ref reader);
                else if (name == "relatedSpdxElement") to = JsonText.StringOrSkip(ref reader);
                else reader.Skip();
            }
            if (from == Document && type == "DESCRIBES" && to is not null) contents.Describes(to);
            else if (to == Document && type == "DESCRIBED_BY" && from is not null) contents.Describes(from);
        }
    }
}
