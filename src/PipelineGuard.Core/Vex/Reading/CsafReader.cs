using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.Findings;

namespace PipelineGuard.Vex.Reading;

/// <summary>Reads CSAF 2.0 (OASIS), profile 5 "VEX", and whatever other profile states the status of products.</summary>
internal static class CsafReader
{
    private static readonly (string Name, VexStatus Status)[] Statuses =
    [
        ("known_not_affected", VexStatus.NotAffected), ("fixed", VexStatus.Fixed), ("first_fixed", VexStatus.Fixed), ("known_affected", VexStatus.Affected),
        ("first_affected", VexStatus.Affected), ("last_affected", VexStatus.Affected), ("under_investigation", VexStatus.UnderInvestigation),
    ];

    /// <summary>The statements: one for each vulnerability, status and product.</summary>
    public static IEnumerable<VexStatement> Read(VexDocument document)
    {
        var products = new CsafProducts(document);
        var issued = document.Date(document.Root["document"]!["tracking"]?["current_release_date"]);
        foreach (var vulnerability in document.Need(document.Root, "vulnerabilities", JsonValueKind.Array).Items)
        {
            foreach (var statement in Statements(document, vulnerability, products)) yield return statement with { Timestamp = issued };
        }
    }

    private static IEnumerable<VexStatement> Statements(VexDocument document, PlacedJson vulnerability, CsafProducts products)
    {
        ImmutableArray<string> ids = [.. ((string?[])[VexDocument.Text(vulnerability["cve"]), .. vulnerability["ids"]?.Items.Select(id => VexDocument.Text(id["text"])) ?? []]).OfType<string>()];
        if (ids.IsEmpty) throw document.Wrong(vulnerability, "the vulnerability has neither 'cve' nor 'ids'.");
        var flags = new CsafNotes(document, products, vulnerability["flags"], flag => VexDocument.Text(flag["label"]) is { } label && VexJustifications.All.Contains(label) ? label : null);
        var impacts = new CsafNotes(document, products, vulnerability["threats"], threat => threat["category"]?.Text == "impact" ? VexDocument.Text(threat["details"]) : null);
        var remedies = new CsafNotes(document, products, vulnerability["remediations"], remedy => VexDocument.Text(remedy["details"]));
        foreach (var (name, status) in Statuses)
        {
            foreach (var reference in document.List(vulnerability["product_status"], name))
            {
                var product = products.Find(reference.Text) ?? throw document.Wrong(reference, $"the product tree has no product '{VexDocument.Text(reference)}'.");
                yield return new(status, ids, [product], document.Place(reference))
                {
                    Justification = flags.About(reference.Text!),
                    Text = (status is VexStatus.NotAffected ? impacts : remedies).About(reference.Text!),
                };
            }
        }
    }
}
