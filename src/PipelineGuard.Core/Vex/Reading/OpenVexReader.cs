using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Vex.Reading;

/// <summary>Reads OpenVEX 0.2.0, and the plainer 0.0.x before it, where vulnerability and products are texts.</summary>
internal static class OpenVexReader
{
    private static readonly OrderedDictionary<string, VexStatus> Statuses = new()
    {
        ["not_affected"] = VexStatus.NotAffected,
        ["affected"] = VexStatus.Affected,
        ["fixed"] = VexStatus.Fixed,
        ["under_investigation"] = VexStatus.UnderInvestigation,
    };

    private static readonly OrderedDictionary<string, string> Justifications = new(VexJustifications.All.Select(word => KeyValuePair.Create(word, word)));

    /// <summary>The statements, in the order of the file.</summary>
    public static IEnumerable<VexStatement> Read(VexDocument document)
    {
        var issued = document.Date(document.Root["last_updated"]) ?? document.Date(document.Root["timestamp"]);
        foreach (var statement in document.Need(document.Root, "statements", JsonValueKind.Array).Items) yield return Statement(document, statement, issued);
    }

    private static VexStatement Statement(VexDocument document, PlacedJson statement, DateTimeOffset? issued)
    {
        var status = document.Word(document.Need(statement, "status", JsonValueKind.String), "VEX status", Statuses);
        var justification = statement["justification"] is { } word ? document.Word(word, "justification", Justifications) : null;
        var impact = VexDocument.Text(statement["impact_statement"]);
        if (status is VexStatus.NotAffected && justification is null && impact is null)
            throw document.Wrong(statement, "'not_affected' needs a 'justification' or an 'impact_statement'.");
        return new(status, Vulnerabilities(document, statement), [.. Products(document, statement)], document.Place(statement))
        {
            Justification = justification,
            Text = impact ?? VexDocument.Text(statement["action_statement"]) ?? VexDocument.Text(statement["status_notes"]),
            Timestamp = document.Date(statement["last_updated"]) ?? document.Date(statement["timestamp"]) ?? issued,
        };
    }

    private static ImmutableArray<string> Vulnerabilities(VexDocument document, PlacedJson statement)
    {
        var vulnerability = statement["vulnerability"] ?? throw document.Wrong(statement, "there is no 'vulnerability' here.");
        string?[] ids = [VexDocument.Text(vulnerability), VexDocument.Text(vulnerability["name"]), .. vulnerability["aliases"]?.Items.Select(VexDocument.Text) ?? []];
        ImmutableArray<string> known = [.. ids.OfType<string>()];
        return known.IsEmpty ? throw document.Wrong(vulnerability, "the vulnerability has no 'name'.") : known;
    }

    private static IEnumerable<VexProduct> Products(VexDocument document, PlacedJson statement)
    {
        ImmutableArray<VexComponent> shared = [.. document.List(statement, "subcomponents").Select(Component)]; // 0.0.x has them beside the products.
        foreach (var product in document.List(statement, "products"))
        {
            var (purl, hash, name) = Identity(product);
            yield return new() { Purl = purl, Sha256 = hash, Name = name, Parts = product["subcomponents"] is null ? shared : [.. document.List(product, "subcomponents").Select(Component)] };
        }
    }

    private static VexComponent Component(PlacedJson component)
    {
        var (purl, hash, name) = Identity(component);
        return new() { Purl = purl, Sha256 = hash, Name = name };
    }

    private static (PackageUrl? Purl, string? Sha256, string? Name) Identity(PlacedJson component)
    {
        var id = VexDocument.Text(component) ?? VexDocument.Text(component["@id"]);
        var purl = VexDocument.Text(component["identifiers"]?["purl"]) ?? id;
        var hashes = component["hashes"];
        return (purl is null ? null : PackageUrl.Parse(purl), VexDocument.Text(hashes?["sha-256"] ?? hashes?["sha256"]), id);
    }
}
