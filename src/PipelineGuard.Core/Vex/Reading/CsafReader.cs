using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.Packages;

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
        foreach (var (name, status) in Statuses)
        {
            foreach (var reference in vulnerability["product_status"]?[name]?.Items ?? [])
            {
                var product = products.Find(reference.Text) ?? throw document.Wrong(reference, $"the product tree has no product '{VexDocument.Text(reference)}'.");
                yield return new(status, ids, [product], document.Place(reference))
                {
                    Justification = Label(vulnerability, reference.Text!, products),
                    Text = Details(vulnerability, status, reference.Text!, products),
                };
            }
        }
    }

    private static string? Label(PlacedJson vulnerability, string product, CsafProducts products) =>
        vulnerability["flags"]?.Items.Where(flag => products.IsAbout(flag, product)).Select(flag => VexDocument.Text(flag["label"]))
            .FirstOrDefault(label => label is not null && VexJustifications.All.Contains(label));

    private static string? Details(PlacedJson vulnerability, VexStatus status, string product, CsafProducts products)
    {
        var from = status is VexStatus.NotAffected ? vulnerability["threats"]?.Items.Where(threat => threat["category"]?.Text == "impact") : vulnerability["remediations"]?.Items;
        return from?.Where(entry => products.IsAbout(entry, product)).Select(entry => VexDocument.Text(entry["details"])).FirstOrDefault(text => text is not null);
    }
}

/// <summary>The product tree of a CSAF document (CSAF 2.0, §3.2.2).</summary>
internal sealed class CsafProducts
{
    private readonly Dictionary<string, VexProduct> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _groups = new(StringComparer.Ordinal);

    /// <summary>Reads the tree.</summary>
    public CsafProducts(VexDocument document)
    {
        var tree = document.Root["product_tree"];
        AddBranches(tree);
        foreach (var product in tree?["full_product_names"]?.Items ?? []) Add(product);
        foreach (var relationship in tree?["relationships"]?.Items ?? []) AddRelationship(relationship);
        foreach (var group in tree?["product_groups"]?.Items ?? [])
        {
            if (group["group_id"]?.Text is { } id) _groups[id] = [.. group["product_ids"]?.Items.Select(member => member.Text).OfType<string>() ?? []];
        }
    }

    /// <summary>The product with an id; null when there is none.</summary>
    public VexProduct? Find(string? id) => id is null ? null : _products.GetValueOrDefault(id);

    /// <summary>True when an entry names a product, alone or in a group; an entry that names none is about all.</summary>
    public bool IsAbout(PlacedJson entry, string product)
    {
        var (products, groups) = (entry["product_ids"], entry["group_ids"]);
        return (products is null && groups is null)
            || products?.Items.Any(id => id.Text == product) is true
            || groups?.Items.Any(id => id.Text is { } group && _groups.TryGetValue(group, out var members) && members.Contains(product)) is true;
    }

    // As deep as the JSON may be.
    private void AddBranches(PlacedJson? parent)
    {
        foreach (var branch in parent?["branches"]?.Items ?? [])
        {
            if (branch["product"] is { } product) Add(product);
            AddBranches(branch);
        }
    }

    private void Add(PlacedJson product)
    {
        if (product["product_id"]?.Text is not { } id) return;
        var helper = product["product_identification_helper"];
        var purl = VexDocument.Text(helper?["purl"]) ?? VexDocument.Text(helper?["purls"]?.Items.FirstOrDefault());
        _products[id] = new() { Name = VexDocument.Text(product["name"]), Purl = purl is null ? null : PackageUrl.Parse(purl), Sha256 = Sha256(helper) };
    }

    // "openssl as a component of the image": the part, then the whole.
    private void AddRelationship(PlacedJson relationship)
    {
        if (relationship["full_product_name"]?["product_id"]?.Text is not { } id || Find(relationship["product_reference"]?.Text) is not { } part) return;
        var whole = Find(relationship["relates_to_product_reference"]?.Text) ?? new VexProduct();
        _products[id] = whole with { Parts = [part] };
    }

    private static string? Sha256(PlacedJson? helper) =>
        helper?["hashes"]?.Items.SelectMany(file => file["file_hashes"]?.Items ?? []).Where(hash => hash["algorithm"]?.Text == "sha256").Select(hash => VexDocument.Text(hash["value"])).FirstOrDefault();
}
