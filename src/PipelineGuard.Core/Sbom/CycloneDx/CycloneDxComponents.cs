using System.Text.Json;
using PipelineGuard.IO;
using PipelineGuard.Packages;
using PipelineGuard.Sbom.Licenses;

namespace PipelineGuard.Sbom.CycloneDx;

/// <summary>Writes the components of a CycloneDX document: images, operating systems, packages.</summary>
internal static class CycloneDxComponents
{
    public static void WriteSubject(Utf8JsonWriter json, CycloneDxSubject subject)
    {
        json.WriteStartObject();
        json.WriteString("type", "container");
        json.WriteString("bom-ref", subject.Ref);
        json.WriteString("name", subject.Bom.Name);
        json.WriteIfKnown("version", subject.Bom.Digest);
        if (Digest.TryParse(subject.Bom.Digest, out var digest)) WriteHash(json, "SHA-256", digest.Hex);
        WriteProperties(json, PackageProperties.Of(subject.Bom));
        json.WriteEndObject();
    }

    public static void WriteSystem(Utf8JsonWriter json, string reference, Distribution distribution)
    {
        json.WriteStartObject();
        json.WriteString("type", "operating-system");
        json.WriteString("bom-ref", reference);
        json.WriteString("name", distribution.Id);
        json.WriteString("version", distribution.VersionId);
        json.WriteString("description", distribution.PrettyName);
        WriteProperties(json, PackageProperties.Of(distribution));
        json.WriteEndObject();
    }

    public static void WritePackage(Utf8JsonWriter json, CycloneDxSubject subject, int index)
    {
        var package = subject.Bom.Inventory.Packages[index];
        var (purl, reference) = subject.Packages[index];
        var (group, name) = PackageUrl.SplitScope(package);
        json.WriteStartObject();
        json.WriteString("type", "library");
        json.WriteString("bom-ref", reference);
        json.WriteIfKnown("group", group);
        json.WriteString("name", name);
        json.WriteString("version", package.Version);
        // It lies there but never runs (CycloneDX 1.6, component scope).
        if (package.SupersededBy is not null) json.WriteString("scope", "excluded");
        if (ArchiveDigest.OfIntegrity(package.Integrity) is { } digest) WriteHash(json, $"SHA-{digest.Bits}", digest.Hex);
        WriteLicenses(json, package);
        json.WriteString("purl", purl);
        WriteEvidence(json, package);
        WriteProperties(json, PackageProperties.Of(package, subject.Bom).Concat(PackageProperties.Source(package)).Concat(TrivyLayer(package, subject)));
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, string Value)> TrivyLayer(Package package, CycloneDxSubject subject) =>
        from property in PackageProperties.Of(package, subject.Bom)
        where property.Name == BomProperties.LayerDiffId
        select (BomProperties.TrivyLayerDiffId, property.Value);

    private static void WriteHash(Utf8JsonWriter json, string algorithm, string hex)
    {
        json.WriteStartArray("hashes");
        json.WriteStartObject();
        json.WriteString("alg", algorithm);
        json.WriteString("content", hex);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // Either one expression or any number of single licences (CycloneDX 1.6, licenseChoice).
    private static void WriteLicenses(Utf8JsonWriter json, Package package)
    {
        if (package.Licenses.IsEmpty) return;
        json.WriteStartArray("licenses");
        if (package.Licenses is [var only] && SpdxExpression.Normalize(only) is { } expression && !SpdxExpression.IsSimple(expression))
        {
            json.WriteStartObject();
            json.WriteString("expression", expression);
            json.WriteString("acknowledgement", "declared");
            json.WriteEndObject();
        }
        else
        {
            foreach (var license in package.Licenses) WriteLicense(json, license);
        }
        json.WriteEndArray();
    }

    private static void WriteLicense(Utf8JsonWriter json, string license)
    {
        json.WriteStartObject();
        json.WriteStartObject("license");
        if (SpdxLicenseList.Find(license) is { } id) json.WriteString("id", id);
        else json.WriteString("name", license);
        json.WriteString("acknowledgement", "declared");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, Package package)
    {
        if (package.FoundIn.Value.Length == 0) return;
        json.WriteStartObject("evidence");
        json.WriteStartArray("occurrences");
        json.WriteStartObject();
        json.WriteString("location", package.FoundIn.Value);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, IEnumerable<(string Name, string Value)> properties)
    {
        bool isEmpty = true;
        foreach (var (name, value) in properties)
        {
            if (isEmpty) json.WriteStartArray("properties");
            isEmpty = false;
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", value);
            json.WriteEndObject();
        }
        if (!isEmpty) json.WriteEndArray();
    }
}
