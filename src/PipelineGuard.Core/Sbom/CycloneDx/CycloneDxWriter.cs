using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.Packages;

namespace PipelineGuard.Sbom.CycloneDx;

/// <summary>Writes a bill of materials as CycloneDX 1.6 JSON (ECMA-424).</summary>
internal sealed class CycloneDxWriter
{
    private readonly BillOfMaterials _bill;
    private readonly JsonOutput _output;
    private readonly Utf8JsonWriter _json;
    private readonly ComponentRefs _refs = new();
    private readonly ImmutableArray<CycloneDxSubject> _subjects;

    private CycloneDxWriter(BillOfMaterials bill, JsonOutput output)
    {
        (_bill, _output, _json) = (bill, output, output.Json);
        _subjects = [.. bill.Subjects.Select(subject => CycloneDxSubject.Of(subject, _refs))];
    }

    /// <summary>Writes it. A pure function: the same bill gives the same bytes.</summary>
    /// <param name="bill">What to write.</param>
    /// <param name="sink">Takes whole JSON tokens, UTF-8.</param>
    public static void Write(BillOfMaterials bill, Action<ReadOnlySpan<byte>> sink) =>
        JsonOutput.WriteIdentified((output, identifier) => new CycloneDxWriter(bill, output).Write(identifier), sink);

    private void Write(Guid identifier)
    {
        _json.WriteString("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        _json.WriteString("bomFormat", "CycloneDX");
        _json.WriteString("specVersion", "1.6");
        _json.WriteString("serialNumber", $"urn:uuid:{identifier}");
        _json.WriteNumber("version", 1);
        WriteMetadata();
        WriteComponents();
        WriteDependencies();
        WriteGaps();
    }

    private void WriteMetadata()
    {
        _json.WriteStartObject("metadata");
        if (_bill.Created is { } created) _json.WriteTime("timestamp", created);
        _json.WriteStartArray("lifecycles");
        _json.WriteStartObject();
        _json.WriteString("phase", "post-build");
        _json.WriteEndObject();
        _json.WriteEndArray();
        _json.WriteStartObject("tools");
        _json.WriteStartArray("components");
        _json.WriteStartObject();
        _json.WriteString("type", "application");
        _json.WriteString("name", "PipelineGuard");
        _json.WriteString("version", _bill.ToolVersion);
        _json.WriteEndObject();
        _json.WriteEndArray();
        _json.WriteEndObject();
        if (_subjects is [var only])
        {
            _json.WritePropertyName("component");
            CycloneDxComponents.WriteSubject(_json, only);
        }
        _json.WriteEndObject();
    }

    // A bill has one subject; several images are therefore components of a bill without one.
    private void WriteComponents()
    {
        _json.WriteStartArray("components");
        foreach (var subject in _subjects)
        {
            if (_subjects.Length > 1) CycloneDxComponents.WriteSubject(_json, subject);
            if (subject.SystemRef is { } system) CycloneDxComponents.WriteSystem(_json, system, subject.Bom.Inventory.Distribution!);
            for (int i = 0; i < subject.Packages.Length; i++)
            {
                CycloneDxComponents.WritePackage(_json, subject, i);
                _output.HandOn();
            }
        }
        _json.WriteEndArray();
    }

    // What an image holds hangs on it, the system's packages on the system, and what a package needs on the package.
    private void WriteDependencies()
    {
        _json.WriteStartArray("dependencies");
        foreach (var subject in _subjects)
        {
            var packages = subject.Bom.Inventory.Packages;
            var ofSystem = Refs(subject, package => subject.SystemRef is not null && package.Type.IsOperatingSystem);
            var direct = Refs(subject, package => subject.SystemRef is null || !package.Type.IsOperatingSystem);
            WriteDependency(subject.Ref, subject.SystemRef is { } system ? direct.Prepend(system) : direct);
            if (subject.SystemRef is not null) WriteDependency(subject.SystemRef, ofSystem);
            var needs = Dependencies.Of(packages);
            for (int i = 0; i < packages.Length; i++)
            {
                if (!needs[i].IsEmpty) WriteDependency(subject.Packages[i].Ref, needs[i].Select(to => subject.Packages[to].Ref));
            }
        }
        _json.WriteEndArray();
    }

    private static IEnumerable<string> Refs(CycloneDxSubject subject, Func<Package, bool> isWanted) =>
        subject.Packages.Where((_, i) => isWanted(subject.Bom.Inventory.Packages[i])).Select(package => package.Ref);

    private void WriteDependency(string reference, IEnumerable<string> needed)
    {
        _json.WriteStartObject();
        _json.WriteString("ref", reference);
        _json.WriteStrings("dependsOn", needed);
        _json.WriteEndObject();
        _output.HandOn();
    }

    // Nothing is said about an image that was read whole: a bill never knows that there is nothing else in it.
    private void WriteGaps()
    {
        var gaps = _subjects.Where(subject => !subject.Bom.IsComplete).Select(subject => subject.Ref).ToList();
        if (gaps.Count == 0) return;
        _json.WriteStartArray("compositions");
        _json.WriteStartObject();
        _json.WriteString("aggregate", "incomplete");
        _json.WriteStrings("assemblies", gaps);
        _json.WriteEndObject();
        _json.WriteEndArray();
    }
}

/// <summary>One image with the references of what is in it.</summary>
/// <param name="Bom">What is known of it.</param>
/// <param name="Ref">Its <c>bom-ref</c>.</param>
/// <param name="SystemRef">That of its operating system; null when it has none.</param>
/// <param name="Packages">Those of its packages, with their package URLs.</param>
internal sealed record CycloneDxSubject(BomSubject Bom, string Ref, string? SystemRef, ImmutableArray<(string Purl, string Ref)> Packages)
{
    /// <summary>Gives every part its reference.</summary>
    public static CycloneDxSubject Of(BomSubject subject, ComponentRefs refs)
    {
        var reference = refs.Unique(subject.Digest is { } digest ? $"{subject.Name}@{digest}" : subject.Name.Length == 0 ? "image" : subject.Name);
        var system = subject.Inventory.Distribution is { } distribution ? refs.Unique($"os:{distribution.Id}@{distribution.VersionId}") : null;
        return new(subject, reference, system, refs.Of(subject));
    }
}
