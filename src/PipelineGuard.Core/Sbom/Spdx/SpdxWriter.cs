using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.Packages;

namespace PipelineGuard.Sbom.Spdx;

/// <summary>Writes a bill of materials as SPDX 2.3 JSON (ISO/IEC 5962 in its later edition).</summary>
internal sealed class SpdxWriter
{
    private const string Document = "SPDXRef-DOCUMENT";

    private readonly BillOfMaterials _bill;
    private readonly JsonOutput _output;
    private readonly Utf8JsonWriter _json;
    private readonly SpdxLicenses _licenses = new();
    private readonly ImmutableArray<SpdxSubject> _subjects;

    private SpdxWriter(BillOfMaterials bill, JsonOutput output)
    {
        (_bill, _output, _json) = (bill, output, output.Json);
        var refs = new ComponentRefs();
        _subjects = [.. bill.Subjects.Select(subject => SpdxSubject.Of(subject, refs))];
    }

    /// <summary>Writes it. A pure function: the same bill gives the same bytes.</summary>
    /// <param name="bill">What to write.</param>
    /// <param name="sink">Takes whole JSON tokens, UTF-8.</param>
    public static void Write(BillOfMaterials bill, Action<ReadOnlySpan<byte>> sink) =>
        JsonOutput.WriteIdentified((output, identifier) => new SpdxWriter(bill, output).Write(identifier), sink);

    private void Write(Guid identifier)
    {
        _json.WriteString("spdxVersion", "SPDX-2.3");
        _json.WriteString("dataLicense", "CC0-1.0");
        _json.WriteString("SPDXID", Document);
        _json.WriteString("name", _bill.Subjects is [var only] ? only.Name : "images");
        _json.WriteString("documentNamespace", new Uri(_bill.Home, $"spdx/{identifier}").AbsoluteUri);
        WriteCreationInfo();
        WritePackages();
        _licenses.WriteExtracted(_json);
        WriteRelationships();
    }

    // The field is required, so where nobody said a time it is that of the Unix epoch: a clock would change the bytes.
    private void WriteCreationInfo()
    {
        _json.WriteStartObject("creationInfo");
        _json.WriteTime("created", _bill.Created ?? DateTimeOffset.UnixEpoch);
        _json.WriteStrings("creators", [$"Tool: PipelineGuard-{_bill.ToolVersion}"]);
        _json.WriteString("licenseListVersion", "3.29");
        _json.WriteEndObject();
    }

    private void WritePackages()
    {
        _json.WriteStartArray("packages");
        foreach (var subject in _subjects)
        {
            SpdxPackages.WriteSubject(_json, subject);
            if (subject.SystemId is { } system) SpdxPackages.WriteSystem(_json, system, subject.Bom.Inventory.Distribution!);
            for (int i = 0; i < subject.Packages.Length; i++)
            {
                SpdxPackages.WritePackage(_json, subject, i, _licenses);
                _output.HandOn();
            }
        }
        _json.WriteEndArray();
    }

    private void WriteRelationships()
    {
        _json.WriteStartArray("relationships");
        foreach (var subject in _subjects)
        {
            WriteRelationship(Document, "DESCRIBES", subject.Id);
            if (subject.SystemId is { } system) WriteRelationship(subject.Id, "CONTAINS", system);
            var needs = Dependencies.Of(subject.Bom.Inventory.Packages);
            for (int i = 0; i < needs.Length; i++)
            {
                WriteRelationship(subject.Id, "CONTAINS", subject.Packages[i].Id);
                foreach (int to in needs[i]) WriteRelationship(subject.Packages[i].Id, "DEPENDS_ON", subject.Packages[to].Id);
                _output.HandOn();
            }
        }
        _json.WriteEndArray();
    }

    private void WriteRelationship(string from, string type, string to)
    {
        _json.WriteStartObject();
        _json.WriteString("spdxElementId", from);
        _json.WriteString("relationshipType", type);
        _json.WriteString("relatedSpdxElement", to);
        _json.WriteEndObject();
    }
}
