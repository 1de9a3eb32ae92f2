using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Vex.Reading;

/// <summary>Reads <c>vulnerabilities[].analysis</c> of CycloneDX 1.4 to 1.6, in a bill of materials or a file of its own that points at one.</summary>
internal sealed class CycloneDxVexReader
{
    private static readonly OrderedDictionary<string, VexStatus> States = new()
    {
        ["resolved"] = VexStatus.Fixed,
        ["resolved_with_pedigree"] = VexStatus.Fixed,
        ["exploitable"] = VexStatus.Affected,
        ["in_triage"] = VexStatus.UnderInvestigation,
        ["false_positive"] = VexStatus.NotAffected,
        ["not_affected"] = VexStatus.NotAffected,
    };

    private static readonly OrderedDictionary<string, string> Justifications = new()
    {
        ["code_not_present"] = "vulnerable_code_not_present",
        ["code_not_reachable"] = "vulnerable_code_not_in_execute_path",
        ["requires_configuration"] = "vulnerable_code_cannot_be_controlled_by_adversary",
        ["requires_dependency"] = "vulnerable_code_cannot_be_controlled_by_adversary",
        ["requires_environment"] = "vulnerable_code_cannot_be_controlled_by_adversary",
        ["protected_by_compiler"] = "inline_mitigations_already_exist",
        ["protected_at_runtime"] = "inline_mitigations_already_exist",
        ["protected_at_perimeter"] = "inline_mitigations_already_exist",
        ["protected_by_mitigating_control"] = "inline_mitigations_already_exist",
    };

    private readonly VexDocument _document;
    private readonly Dictionary<string, VexProduct> _components = new(StringComparer.Ordinal);

    private CycloneDxVexReader(VexDocument document)
    {
        _document = document;
        AddAll(document.Root["components"]);
        if (Subject is { } subject) Add(subject);
    }

    private PlacedJson? Subject => _document.Root["metadata"]?["component"];

    /// <summary>The statements: one for each vulnerability that was analysed. A bill of materials may have none.</summary>
    public static IEnumerable<VexStatement> Read(VexDocument document)
    {
        var reader = new CycloneDxVexReader(document);
        var issued = document.Date(document.Root["metadata"]?["timestamp"]);
        return from vulnerability in document.List(document.Root, "vulnerabilities")
               where vulnerability["analysis"]?["state"] is not null
               select reader.Statement(vulnerability, vulnerability["analysis"]!, issued);
    }

    private VexStatement Statement(PlacedJson vulnerability, PlacedJson analysis, DateTimeOffset? issued)
    {
        string?[] ids = [VexDocument.Text(vulnerability["id"]), .. vulnerability["references"]?.Items.Select(reference => VexDocument.Text(reference["id"])) ?? []];
        ImmutableArray<string> known = [.. ids.OfType<string>()];
        if (known.IsEmpty) throw _document.Wrong(vulnerability, "the vulnerability has no 'id'.");
        var status = _document.Word(analysis["state"]!, "state of an analysis", States);
        return new(status, known, [.. Products(vulnerability, status)], _document.Place(vulnerability))
        {
            Justification = analysis["justification"] is { } word ? _document.Word(word, "justification", Justifications) : null,
            Text = VexDocument.Text(analysis["detail"]),
            Timestamp = _document.Date(analysis["lastUpdated"]) ?? _document.Date(analysis["firstIssued"]) ?? _document.Date(vulnerability["updated"]) ?? issued,
        };
    }

    private IEnumerable<VexProduct> Products(PlacedJson vulnerability, VexStatus status)
    {
        foreach (var affected in _document.List(vulnerability, "affects"))
        {
            if (affected["ref"]?.Text is not { } reference) continue;
            bool isAboutAll = affected["versions"] is null || status is VexStatus.Affected or VexStatus.UnderInvestigation;
            foreach (var product in isAboutAll ? [Resolve(reference)] : Unaffected(Resolve(reference), affected)) yield return product;
        }
        // Without them it is about what the document describes.
        if (vulnerability["affects"] is null && Subject is { } subject) yield return Identity(subject);
    }

    // Where versions are named (affected unless they say otherwise), only those called unaffected are taken out; ranges ("vers:") take out none.
    private IEnumerable<VexProduct> Unaffected(VexProduct product, PlacedJson affected) =>
        from entry in _document.List(affected, "versions")
        where entry["status"]?.Text == "unaffected"
        let version = VexDocument.Text(entry["version"])
        let purl = product.Purl
        where version is not null && purl is not null && (purl.Version ?? version) == version
        select product with { Purl = purl with { Version = version } };

    // A reference inside the document, or a BOM-Link ("urn:cdx:serial/version#reference"); many tools use the package URL itself.
    private VexProduct Resolve(string reference)
    {
        if (_components.TryGetValue(reference, out var component)) return component;
        var target = reference.StartsWith("urn:cdx:", StringComparison.Ordinal) && reference.IndexOf('#', StringComparison.Ordinal) is > 0 and var hash
            ? Uri.UnescapeDataString(reference[(hash + 1)..])
            : reference;
        return _components.GetValueOrDefault(target) ?? new() { Purl = PackageUrl.Parse(target) };
    }

    private void AddAll(PlacedJson? components)
    {
        foreach (var component in components?.Items ?? [])
        {
            Add(component);
            AddAll(component["components"]);
        }
    }

    private void Add(PlacedJson component)
    {
        if (component["bom-ref"]?.Text is { } reference) _components[reference] = Identity(component);
    }

    private static VexProduct Identity(PlacedJson component) => new()
    {
        Purl = VexDocument.Text(component["purl"]) is { } purl ? PackageUrl.Parse(purl) : null,
        Sha256 = component["hashes"]?.Items.Where(hash => hash["alg"]?.Text == "SHA-256").Select(hash => VexDocument.Text(hash["content"])).FirstOrDefault(),
        Name = VexDocument.Text(component["name"]),
    };
}
