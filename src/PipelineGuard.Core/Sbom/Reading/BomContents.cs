using System.Collections.Immutable;
using System.Globalization;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages;

namespace PipelineGuard.Sbom.Reading;

/// <summary>Gathers what a bill of materials lists, component by component, and says at the end what of it could not be understood.</summary>
/// <param name="place">What counts as the file that shows a package where the bill names none.</param>
internal sealed class BomContents(ImagePath place)
{
    // Nothing is listed so often; each costs memory.
    private const int MaxComponents = 1_000_000;
    private const int MaxLayers = 1_000;
    private const int MaxExamples = 3;

    private static readonly string[] Software = ["library", "application", "framework", "platform", "firmware", "device-driver"];

    private readonly List<Package> _packages = [];
    private readonly SortedDictionary<string, List<string>> _unmatched = new(StringComparer.Ordinal);
    private readonly HashSet<string> _described = new(StringComparer.Ordinal);
    private readonly List<(string Ref, string Kind)> _withRef = [];
    private bool _tellsSources;
    private Distribution? _system;
    private Distribution? _distro;
    private string? _lastDistro;
    private int _components;

    /// <summary>The image or application that the bill is about; null when it names none.</summary>
    public BomComponent? Subject { get; private set; }

    /// <summary>What the document is called; null when it does not say.</summary>
    public string? DocumentName { get; set; }

    /// <summary>Takes the component that the bill is about: it is not installed in itself.</summary>
    public void AddSubject(BomComponent component)
    {
        if (component.Type == "operating-system") _system ??= DistributionReader.OfComponent(component);
        Subject ??= component;
    }

    /// <summary>Takes a component.</summary>
    /// <exception cref="FormatException">There are more than any real bill has.</exception>
    public void Add(BomComponent component)
    {
        if (++_components > MaxComponents) throw new FormatException($"It lists more than {MaxComponents:N0} components.");
        if (component.Type == "operating-system") _system ??= DistributionReader.OfComponent(component);
        else if (component.Type == "container") Subject ??= component;
        else if (component.Purl is { Length: > 0 } text) AddByPurl(component, text);
        else if (component.Type is null || Software.Contains(component.Type)) Leave(component, "without a package URL");
    }

    /// <summary>Says that the bill is about the component of that reference: what it is called need not be matched.</summary>
    public void Describes(string reference)
    {
        if (_described.Count < MaxLayers) _described.Add(reference);
    }

    /// <summary>What is installed, and reports what could not be understood.</summary>
    public Inventory Finish(IScanLog log)
    {
        var distribution = _system ?? _distro;
        // Its packages may be built from sources of other names: only a writer that names some of them can be trusted about the others.
        var sorted = _packages.Select(package => package.Type.IsOperatingSystem && !_tellsSources ? package with { IsSourceKnown = false } : package).ToArray();
        Array.Sort(sorted, PackageOrder.Instance);
        var inventory = new Inventory(distribution, [.. sorted.Where((package, i) => i == 0 || PackageOrder.Instance.Compare(sorted[i - 1], package) != 0)]);
        int unnamed = distribution is null ? inventory.Packages.Count(package => package.Type.IsOperatingSystem) : 0;
        if (unnamed > 0) log.Report(new(Problems.SbomWithoutDistribution, place.Value, $"It lists {unnamed} packages of an operating system, and does not say of which: none of them could be matched."));
        else InventoryProblems.Report(inventory, [], new(inventory.Packages, inventory.Distribution, [], path => path), log);
        ReportUnmatched(log);
        return inventory;
    }

    /// <summary>The layers of the image, as our own bills and Trivy's name them; empty for others.</summary>
    public ImmutableArray<LayerFacts> Layers()
    {
        if (Subject is not { } subject) return [];
        if (subject.DiffIds.Count > 0) return [.. subject.DiffIds.Take(MaxLayers).Select((diffId, i) => new LayerFacts(i, diffId))];
        int count = 1 + _packages.Max(package => package.Layer) ?? 0;
        while (count < MaxLayers && (subject[BomProperties.DiffIdOf(count)] ?? subject[BomProperties.CreatedByOf(count)]) is not null) count++;
        return
        [
            .. from i in Enumerable.Range(0, Math.Min(count, MaxLayers))
               select new LayerFacts(i, subject[BomProperties.DiffIdOf(i)]) { CreatedBy = subject[BomProperties.CreatedByOf(i)] },
        ];
    }

    private void AddByPurl(BomComponent component, string text)
    {
        if (PackageUrl.Parse(text) is not { } purl) Leave(component, "with a package URL that is none");
        else if (purl.Type is "oci" or "docker") Subject ??= component;
        else if (PackageReader.TypeOf(purl) is not { } type) Leave(component, $"of the type '{purl.Type}'");
        else if (PackageReader.Read(component, purl, type, place) is not { } package) Leave(component, "without a version, or with a name that no package can have");
        else Take(package, component, purl);
    }

    private void Take(Package package, BomComponent component, PackageUrl purl)
    {
        if (package.Layer is null && component[BomProperties.TrivyLayerDiffId] is { } diffId && Subject?.DiffIds.IndexOf(diffId) is >= 0 and var layer) package = package with { Layer = layer };
        _packages.Add(package with { Layer = package.Layer < MaxLayers ? package.Layer : null });
        if (!package.Type.IsOperatingSystem) return;
        _tellsSources = _tellsSources || PackageReader.TellsSource(component, purl);
        if (_distro is not null) return;
        // Thousands of packages say the same; it is read once.
        if (purl.Qualifiers.GetValueOrDefault("distro") is { } distro && distro != _lastDistro) _distro = DistributionReader.OfPurl(purl);
        _lastDistro = purl.Qualifiers.GetValueOrDefault("distro");
    }

    private void Leave(BomComponent component, string why)
    {
        if (component.Ref is { } reference && _withRef.Count < MaxLayers) _withRef.Add((reference, why));
        if (!_unmatched.TryGetValue(why, out var names)) _unmatched[why] = names = [];
        names.Add(component.Name ?? component.Ref ?? "?");
    }

    private void ReportUnmatched(IScanLog log)
    {
        foreach (var (why, names) in _unmatched)
        {
            int described = _withRef.Count(left => left.Kind == why && _described.Contains(left.Ref));
            int count = names.Count - described;
            if (count <= 0) continue;
            var examples = string.Join(", ", names.Take(MaxExamples).Select(name => $"'{(name.Length > 80 ? name[..80] : name)}'"));
            log.Report(new(Problems.SbomComponentsNotMatched, place.Value, string.Create(CultureInfo.InvariantCulture, $"{count} components {why}: {examples}{(names.Count > MaxExamples ? ", …" : "")}.")));
        }
    }
}
