namespace PipelineGuard.Vex.Reading;

/// <summary>
/// What a vulnerability says about some of its products: its flags, threats or remediations. A product is looked up, not searched for: vendors
/// name tens of thousands of products for one vulnerability.
/// </summary>
internal sealed class CsafNotes
{
    private readonly CsafProducts _products;
    private readonly Dictionary<string, (int Order, string Text)> _byProduct = new(StringComparer.Ordinal);
    private readonly List<(int Order, string Text, List<string> Groups)> _byGroup = [];
    private readonly (int Order, string Text)? _all;

    /// <summary>Reads a list of entries.</summary>
    /// <param name="document">The document, for what is wrong.</param>
    /// <param name="products">Knows the groups of products.</param>
    /// <param name="entries">The list; null when there is none.</param>
    /// <param name="textOf">What an entry says; null when it is of no interest.</param>
    public CsafNotes(VexDocument document, CsafProducts products, PlacedJson? entries, Func<PlacedJson, string?> textOf)
    {
        _products = products;
        int order = 0;
        foreach (var entry in entries?.Items ?? [])
        {
            order++;
            if (textOf(entry) is not { } text) continue;
            foreach (var id in document.List(entry, "product_ids")) _byProduct.TryAdd(id.Text ?? "", (order, text));
            List<string> groups = [.. document.List(entry, "group_ids").Select(id => id.Text).OfType<string>()];
            if (groups.Count > 0) _byGroup.Add((order, text, groups));
            if (entry["product_ids"] is null && entry["group_ids"] is null) _all ??= (order, text);
        }
    }

    /// <summary>What the first entry about a product says: one that names it, alone or in a group, or one that names none and so is about all. Null when there is none.</summary>
    public string? About(string product)
    {
        (int Order, string Text)? first = _byProduct.TryGetValue(product, out var own) ? own : null;
        if (_all is { } all && !(all.Order > first?.Order)) first = all;
        foreach (var (order, text, groups) in _byGroup)
        {
            if (order > first?.Order) break;
            if (groups.Exists(group => _products.IsInGroup(product, group))) return text;
        }
        return first?.Text;
    }
}
