using System.Collections.Immutable;
using PipelineGuard.Attribution.BaseNames;
using PipelineGuard.Attribution.Layers;
using PipelineGuard.Attribution.Manifests;
using PipelineGuard.Attribution.Manifests.Pinning;
using PipelineGuard.Attribution.Upgrades;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages;

namespace PipelineGuard.Attribution;

/// <summary>A Dockerfile that an image may have been built from.</summary>
/// <param name="File">The file.</param>
/// <param name="IsDeclared">True when somebody said that it is the image's, so that a misfit is worth a word.</param>
internal sealed record DockerfileCandidate(Dockerfile File, bool IsDeclared);

/// <summary>How many of an image's layers are those of its base image, by comparing layers.</summary>
/// <param name="Declared">With the base image that the user named; null when none was, or when it is not the image's. Nothing knows it better.</param>
/// <param name="Seen">With other images, of the run or of earlier ones; null when it stands on none. It may stand on one in between: a Dockerfile knows it better.</param>
internal readonly record struct BaseBorder(int? Declared, int? Seen);

/// <summary>Leads the findings of one image from layers to lines.</summary>
internal sealed class ImageAttribution
{
    // What the .NET SDK calls its own step of the history.
    private const string SdkStep = ".NET SDK";
    private readonly Dictionary<(string, string, int?), EditPlace?> _places = [];
    private readonly LayerAttribution? _layers;
    private readonly BaseUpgrades? _upgrades;
    private readonly string? _misfit;
    private readonly int? _ownLayer;
    private readonly Known _known;

    private ImageAttribution(DockerfileMatch? match, string? misfit, int? ownLayer, Known known)
    {
        _layers = match is null ? null : new(match);
        _upgrades = match is null ? null : new(match, known.Packages);
        (Match, _misfit, _ownLayer, _known) = (match, misfit, ownLayer, known);
    }

    /// <summary>The Dockerfile that fits; null when none does.</summary>
    public DockerfileMatch? Match { get; }

    /// <summary>The base image's name in the Dockerfile that fits; null when there is none, or only the build knows a part of it.</summary>
    public WrittenName? BaseName => Match is null ? null : DockerfileName.Of(Match.File, Match.Stage, Match.Arguments);

    /// <summary>The base image's name in the sources of an image that the .NET SDK made; null when they do not write it.</summary>
    /// <param name="name">What the image says that it stands on.</param>
    public WrittenName? BaseNameInSources(string name) => Match is null && _ownLayer is not null ? _known.Sources?.BaseName(name) : null;

    /// <summary>Chooses the Dockerfile that fits an image best; of those that fit alike, the one that came first.</summary>
    /// <param name="image">How the image was made.</param>
    /// <param name="layers">How many layers it has.</param>
    /// <param name="candidates">The Dockerfiles at hand.</param>
    /// <param name="log">Takes that a Dockerfile is not the image's.</param>
    /// <param name="sources">The sources that packages are led to; null when there are none.</param>
    /// <param name="packages">All packages of the image; default when nobody needs them.</param>
    /// <param name="border">Where the base image ends, as far as layers were compared.</param>
    public static ImageAttribution Of(
        ImageConfig image, int layers, IReadOnlyCollection<DockerfileCandidate> candidates, IScanLog log, SourceTree? sources = null, ImmutableArray<Package> packages = default, BaseBorder border = default) =>
        Of(image, layers, candidates, log, new Known(sources, packages.IsDefault ? [] : packages, border));

    private static ImageAttribution Of(ImageConfig image, int layers, IReadOnlyCollection<DockerfileCandidate> candidates, IScanLog log, Known known)
    {
        bool hasHistory = layers > 0 && image.History.Count(step => !step.EmptyLayer) == layers;
        var ownLayer = hasHistory ? FirstOfSdk(image) : null;
        if (candidates.Count == 0) return new(null, null, ownLayer, known);
        var matches = hasHistory ? candidates.Select(candidate => DockerfileMatch.Of(candidate.File, image)).OfType<DockerfileMatch>().ToList() : [];
        var best = matches.Where(match => match.Fit != DockerfileFit.None).OrderByDescending(match => match.Fit).ThenByDescending(match => match.Alignment.Score).FirstOrDefault();
        if (best is not null || candidates.FirstOrDefault(candidate => candidate.IsDeclared) is not { } declared) return new(best, null, ownLayer, known);

        var why = hasHistory ? "Its instructions are not those in the image's history." : "The image has no history to compare it with.";
        log.Report(new(Problems.DockerfileMisfit, declared.File.Path, why));
        return new(null, hasHistory ? $"{declared.File.Path} does not fit the image" : "the image has no history", ownLayer, known);
    }

    /// <summary>Whether a layer came with the base image; null when unknown.</summary>
    public LayerOrigin? OriginOf(int layer) =>
        _known.Border.Declared is { } declared ? Side(layer, declared) : _layers?.OriginOf(layer) ?? ((_ownLayer ?? _known.Border.Seen) is { } own ? Side(layer, own) : null);

    /// <summary>The finding with the line that can be edited; as it was when there is no Dockerfile to look at.</summary>
    public Finding Apply(Finding finding)
    {
        if (finding.Location.Kind == LocationKind.Source) return finding;
        if (PlaceOf(finding) is { } place) return Moved(finding, place);
        if (_layers is null && _misfit is null) return finding;
        return finding with { Attribution = new(AttributionMethod.None, AttributionConfidence.Low, finding.Location) { Via = _misfit } };
    }

    // A package has many vulnerabilities and one line.
    private EditPlace? PlaceOf(Finding finding)
    {
        if (finding.Package is not { } package) return Search(finding);
        var key = (package.Purl, package.FoundIn ?? finding.Location.Path, finding.Layer?.Index);
        return _places.TryGetValue(key, out var known) ? known : _places[key] = Search(finding);
    }

    private EditPlace? Search(Finding finding) => InSources(finding) ?? Locate(finding) ?? OfSdkBase(finding);

    /// <summary>The finding at another place, which remembers where it was.</summary>
    public static Finding Moved(Finding finding, EditPlace place) => finding with
    {
        Location = place.Place,
        Fix = WithEdit(finding, place),
        Attribution = new(place.Method, place.Confidence, finding.Location) { Via = place.Via, BroughtBy = place.BroughtBy },
    };

    // "^4.17.15" and "v1.2.3" keep their sign; what is more than one version is left to people.
    private static Fix? WithEdit(Finding finding, EditPlace place)
    {
        if (finding.Fix is { BestVersion: { } pinned, Edits.IsEmpty: true } open && place.Pin is { } pin) return open with { Edits = pin(pinned) };
        if (finding.Fix is not { BestVersion: { } version, Edits.IsEmpty: true } fix || place.Version is not { } written || written.Place is not { Line: { } line, Column: { } column }) return finding.Fix;
        if (WrittenVersion.Raise(written.Written, version) is not { } raised) return fix;
        return fix with { Edits = [new(written.Place.Path, line, column, written.Place.EndLine ?? line, written.Place.EndColumn ?? column, raised)] };
    }

    private EditPlace? InSources(Finding finding) =>
        finding.Package is { } package && !IsOfBase(finding) ? _known.Sources?.Locate(package, finding.Layer?.Origin, _known.Packages) : null;

    // A Dockerfile that fits says it better: its FROM brings the runtime of the base image.
    private bool IsOfBase(Finding finding) => _layers is not null && finding.Layer?.Origin == LayerOrigin.Base;

    private EditPlace? OfSdkBase(Finding finding) => _layers is null && _ownLayer is not null && finding.Layer?.Origin == LayerOrigin.Base ? _known.Sources?.LocateBase() : null;

    private static LayerOrigin Side(int layer, int baseLayers) => layer < baseLayers ? LayerOrigin.Base : LayerOrigin.App;

    private static int? FirstOfSdk(ImageConfig image)
    {
        int layer = 0;
        foreach (var step in image.History)
        {
            if (step.CreatedBy?.StartsWith(SdkStep, StringComparison.Ordinal) == true) return layer;
            if (!step.EmptyLayer) layer++;
        }
        return null;
    }

    private EditPlace? Locate(Finding finding)
    {
        if (_layers is null) return null;
        if (finding.Layer is { } layer)
        {
            var file = finding.Package?.FoundIn ?? (finding.Location.Kind == LocationKind.ImageFile ? finding.Location.Path : null);
            var place = _layers.Locate(layer.Index, OutermostOf(file));
            if (place is { Method: AttributionMethod.BaseImage } && finding.Package is { } ofBase) return place with { Pin = _ => _upgrades!.Of(ofBase) };
            return place is { Method: AttributionMethod.Instruction } && finding.Package is { } package && _layers.PinnedVersion(layer.Index, package) is { } pinned ? place with { Version = pinned } : place;
        }
        if (Settings.StepOf(finding) is { } step) return _layers.OfStep(step);
        return Settings.Of(finding) is { } setting ? _layers.OfSetting(setting.Kind, setting.Name) : null;
    }

    // "app.jar!/lib/inner.jar": what an instruction copies is the archive.
    private static string? OutermostOf(string? file) => file is not null && file.IndexOf("!/", StringComparison.Ordinal) is var inside and > 0 ? file[..inside] : file;

    private sealed record Known(SourceTree? Sources, ImmutableArray<Package> Packages, BaseBorder Border);
}
