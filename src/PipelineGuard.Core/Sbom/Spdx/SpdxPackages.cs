using System.Text.Json;
using PipelineGuard.IO;
using PipelineGuard.Packages;

namespace PipelineGuard.Sbom.Spdx;

/// <summary>Writes the packages of an SPDX document: images, operating systems, and what is installed in them.</summary>
internal static class SpdxPackages
{
    public static void WriteSubject(Utf8JsonWriter json, SpdxSubject subject)
    {
        Begin(json, subject.Id, subject.Bom.Name, "CONTAINER");
        json.WriteIfKnown("versionInfo", subject.Bom.Digest);
        if (Digest.TryParse(subject.Bom.Digest, out var digest)) WriteChecksum(json, "SHA256", digest.Hex);
        var gap = subject.Bom.IsComplete ? "" : "Parts of the image could not be looked at: packages may be missing.\n";
        json.WriteString("comment", gap + SpdxComment.Of(PackageProperties.Of(subject.Bom)));
        json.WriteEndObject();
    }

    public static void WriteSystem(Utf8JsonWriter json, string id, Distribution distribution)
    {
        Begin(json, id, distribution.Id, "OPERATING-SYSTEM");
        json.WriteString("versionInfo", distribution.VersionId);
        json.WriteString("summary", distribution.PrettyName);
        json.WriteString("comment", SpdxComment.Of(PackageProperties.Of(distribution)));
        json.WriteEndObject();
    }

    public static void WritePackage(Utf8JsonWriter json, SpdxSubject subject, int index, SpdxLicenses licenses)
    {
        var package = subject.Bom.Inventory.Packages[index];
        var (purl, id) = subject.Packages[index];
        Begin(json, id, package.Name, "LIBRARY");
        json.WriteString("versionInfo", package.Version);
        if (ArchiveDigest.OfIntegrity(package.Integrity) is { } digest) WriteChecksum(json, $"SHA{digest.Bits}", digest.Hex);
        json.WriteString("licenseConcluded", "NOASSERTION");
        json.WriteString("licenseDeclared", licenses.Expression(package.Licenses));
        json.WriteString("copyrightText", "NOASSERTION");
        if (SourceInfo(package) is { } source) json.WriteString("sourceInfo", source);
        var properties = PackageProperties.Of(package, subject.Bom);
        if (package.FoundIn.Value.Length > 0) properties = properties.Prepend((BomProperties.FoundIn, package.FoundIn.Value));
        if (SpdxComment.Of(properties) is { Length: > 0 } comment) json.WriteString("comment", comment);
        WritePurl(json, purl);
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, string id, string name, string purpose)
    {
        json.WriteStartObject();
        json.WriteString("SPDXID", id);
        json.WriteString("name", name);
        json.WriteString("downloadLocation", "NOASSERTION");
        json.WriteBoolean("filesAnalyzed", false);
        json.WriteString("primaryPackagePurpose", purpose);
    }

    // In the words that Trivy uses and reads.
    private static string? SourceInfo(Package package) => package is { Type.IsOperatingSystem: true, IsSourceKnown: true }
        ? $"built package from: {package.SourceName ?? package.Name} {package.SourceVersion ?? package.Version}"
        : null;

    private static void WriteChecksum(Utf8JsonWriter json, string algorithm, string hex)
    {
        json.WriteStartArray("checksums");
        json.WriteStartObject();
        json.WriteString("algorithm", algorithm);
        json.WriteString("checksumValue", hex);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WritePurl(Utf8JsonWriter json, string purl)
    {
        json.WriteStartArray("externalRefs");
        json.WriteStartObject();
        json.WriteString("referenceCategory", "PACKAGE-MANAGER");
        json.WriteString("referenceType", "purl");
        json.WriteString("referenceLocator", purl);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
