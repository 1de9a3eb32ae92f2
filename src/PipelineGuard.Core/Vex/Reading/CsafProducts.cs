using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Vex.Reading;

/// <summary>The product tree of a CSAF document (CSAF 2.0, §3.2.2).</summary>
internal sealed class CsafProducts
{
    // Products inside products inside products; real trees have two levels.
    private const int DeepestRelationship = 16;

    // Every product of every vulnerability against every group: real documents need some thousands.
    private const int MostGroupLookups = 20_000_000;

    private readonly VexDocument _document;
    private readonly Dictionary<string, VexProduct> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlacedJson> _relationships = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _groups = new(StringComparer.Ordinal);
    private int _lookupsLeft = MostGroupLookups;

    /// <summary>Reads the tree.</summary>
    /// <exception cref="GuardException">A relationship leads nowhere or in a circle (PG4022).</exception>
    public CsafProducts(VexDocument document)
    {
        _document = document;
        var tree = document.Root["product_tree"];
        AddBranches(tree);
        foreach (var product in document.List(tree, "full_product_names")) Add(product);
        foreach (var relationship in document.List(tree, "relationships"))
        {
            if (relationship["full_product_name"]?["product_id"]?.Text is { } id) _relationships[id] = relationship;
        }
        foreach (var id in _relationships.Keys) Resolve(id, 0);
        foreach (var group in document.List(tree, "product_groups"))
        {
            if (group["group_id"]?.Text is { } id) _groups[id] = [.. document.List(group, "product_ids").Select(member => member.Text).OfType<string>()];
        }
    }

    /// <summary>The product with an id; null when there is none.</summary>
    public VexProduct? Find(string? id) => id is null ? null : _products.GetValueOrDefault(id);

    /// <summary>True when a group of products has a product.</summary>
    /// <exception cref="GuardException">The document asks for so many that it must be an attack (PG4022).</exception>
    public bool IsInGroup(string product, string group)
    {
        if (--_lookupsLeft < 0) throw _document.Wrong(_document.Root, $"its products and groups would have to be compared more than {MostGroupLookups} times.");
        return _groups.TryGetValue(group, out var members) && members.Contains(product);
    }

    // As deep as the JSON may be.
    private void AddBranches(PlacedJson? parent)
    {
        foreach (var branch in _document.List(parent, "branches"))
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

    // "openssl as a component of the image": the part, then the whole. Relationships stand in any order, and may name one another.
    private VexProduct? Resolve(string id, int depth)
    {
        if (_products.TryGetValue(id, out var known)) return known;
        if (!_relationships.TryGetValue(id, out var relationship)) return null;
        if (depth == DeepestRelationship) throw _document.Wrong(relationship, "the relationships of this product lead in a circle, or too deep.");
        var part = Reference(relationship, "product_reference", depth);
        var whole = Reference(relationship, "relates_to_product_reference", depth);
        return _products[id] = whole with { Parts = [part.Parts.IsEmpty ? part : Unidentified(part)] };
    }

    // Which package lies in which other one is not looked at, so a statement about a part of a part does nothing.
    private static VexComponent Unidentified(VexProduct part) => new() { Name = part.Name };

    private VexProduct Reference(PlacedJson relationship, string name, int depth)
    {
        var reference = _document.Need(relationship, name, JsonValueKind.String);
        return Resolve(reference.Text!, depth + 1) ?? throw _document.Wrong(reference, $"the product tree has no product '{VexDocument.Text(reference)}'.");
    }

    private static string? Sha256(PlacedJson? helper) =>
        helper?["hashes"]?.Items.SelectMany(file => file["file_hashes"]?.Items ?? []).Where(hash => hash["algorithm"]?.Text == "sha256").Select(hash => VexDocument.Text(hash["value"])).FirstOrDefault();
}
