using System.Collections.Immutable;
using PipelineGuard.Attribution;
using PipelineGuard.Attribution.Manifests;
using PipelineGuard.Attribution.Upgrades;
using PipelineGuard.Findings;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning.Caching;

namespace PipelineGuard.Scanning;

/// <summary>Leads the findings of all images to lines that somebody can edit, and tells base layers from those of the application.</summary>
internal static class SourceAttributor
{
    /// <summary>Does it.</summary>
    /// <param name="scans">What was scanned.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="options">What the user named.</param>
    /// <param name="problems">Takes what does not fit.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The scans with the origin of their layers, and the findings with their lines.</returns>
    public static (List<TargetScan> Scans, ImmutableArray<Finding> Findings) Run(
        List<TargetScan> scans, ImmutableArray<Finding> findings, GuardOptions options, ProblemCollector problems, CancellationToken cancellation)
    {
        var candidates = new DockerfileCandidates(options, scans);
        var sources = options.Source is { } source ? SourceTree.Read(source, SourcePath.RootOf(Path.Combine(source, "file")), file => SourcePath.InSource(file, source), problems) : null;
        var baseLayers = new BaseLayers(options, problems, cancellation);
        var known = LayerCaches.OpenImages(options);
        foreach (var scan in scans.Where(scan => scan.Config is not null && IsWhole(scan.Report))) known?.Keep(scan.Report);
        var attributions = new Dictionary<string, ImageAttribution>(StringComparer.Ordinal);
        foreach (var scan in scans)
        {
            if (scan.Config is not { } config || attributions.ContainsKey(scan.Report.Name)) continue;
            var log = problems.For(scan.Report.Name);
            var layers = new BaseBorder(baseLayers.CountIn(scan, log), Below(scan)?.Layers);
            attributions[scan.Report.Name] = ImageAttribution.Of(config, scan.Report.Layers.Length, candidates.For(scan), log, sources, scan.Inventory.Packages, layers);
        }
        return ([.. scans.Select(Marked)], BaseUpgrades.Joined([.. findings.Select(Attributed)]));

        TargetScan Marked(TargetScan scan) => attributions.TryGetValue(scan.Report.Name, out var attribution)
            ? scan with { Report = scan.Report with { Base = BaseOf(scan, attribution), Layers = [.. scan.Report.Layers.Select(layer => layer with { Facts = WithOrigin(layer.Facts, attribution) })] } }
            : scan;

        BaseImageFacts? BaseOf(TargetScan scan, ImageAttribution attribution) =>
            NameOf(scan, attribution) is { } facts ? facts with { Written = attribution.BaseName ?? attribution.BaseNameInSources(facts.Name) } : null;

        // What somebody declares comes first, then what the build wrote down, then what the Dockerfile says, then what was scanned beside it.
        BaseImageFacts? NameOf(TargetScan scan, ImageAttribution attribution)
        {
            if (baseLayers.Name is { } declared) return new(declared, "declared");
            const string NameKey = "org.opencontainers.image.base.name";
            if (scan.Config!.Said(NameKey) is { } name) return new(scan.Redact(name), scan.Config.Labels.ContainsKey(NameKey) ? "label" : "annotation") { Digest = scan.Config.Said("org.opencontainers.image.base.digest") is { } digest ? scan.Redact(digest) : null };
            if (attribution.BaseName is { } written) return new(written.Text, "dockerfile") { Digest = BaseName.Of(written.Text)?.Reference.Digest?.ToString() };
            if (attribution.Match?.Stage.Root is { IsScratch: false } root) return new(root.ToString(), "dockerfile");
            return Below(scan) is var (below, _) ? new(below, "layers") : null;
        }

        // What was scanned beside it is at hand; what was scanned before may be nearer to it.
        (string Name, int Layers)? Below(TargetScan scan)
        {
            var beside = BaseLayers.Below(scan.Report, scans);
            var before = known?.Below(scan.Report);
            return before is not null && before.Layers > (beside?.Layers.Length ?? 0) ? (before.Name, before.Layers)
                : beside is null ? null : (BaseName.Of(beside)?.Text ?? beside.Name, beside.Layers.Length);
        }

        bool IsWhole(TargetReport image) => image.Layers.All(layer => layer.Complete) && !problems.All.Any(problem => problem.Target == image.Name && problem.Info == Problems.DigestMismatch);

        Finding Attributed(Finding finding)
        {
            if (!attributions.TryGetValue(finding.Target, out var attribution)) return finding;
            var marked = finding.Layer is { } layer ? finding with { Layer = WithOrigin(layer, attribution) } : finding;
            return attribution.Apply(marked);
        }
    }

    private static LayerFacts WithOrigin(LayerFacts layer, ImageAttribution attribution) => attribution.OriginOf(layer.Index) is { } origin ? layer with { Origin = origin } : layer;
}
