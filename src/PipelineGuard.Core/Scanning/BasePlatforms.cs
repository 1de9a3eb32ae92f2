using System.Collections.Immutable;
using PipelineGuard.Attribution.Layers;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Images.Sources.Registries;

namespace PipelineGuard.Scanning;

/// <summary>What is known about the platforms of a build.</summary>
/// <param name="Bases">The platforms that base images have, by the names that the Dockerfile has for them.</param>
/// <param name="Target">The platform that the image is built for; null when nobody said.</param>
internal sealed record BasePlatformFacts(ImmutableDictionary<string, ImmutableArray<Platform>> Bases, Platform? Target);

/// <summary>
/// Compares the platforms that Dockerfiles ask for with those that their base images have: as an image of the same run tells that was built from the
/// file, and as registries tell when the user lets them be asked.
/// </summary>
internal sealed class BasePlatforms(GuardOptions options, ProblemCollector problems, CancellationToken cancellation)
{
    // Each name is a request; a folder of Dockerfiles has few.
    private const int MostNames = 100;

    private readonly Platform? _target = Platform.TryParse(options.Platform, out var wanted) ? wanted : null;
    private readonly Dictionary<string, ImmutableArray<Platform>> _asked = new(StringComparer.Ordinal);

    private bool AsksRegistries => options.NewerBases is { IsDefaultOrEmpty: false } bases && bases.Contains(BaseCandidates.Registry);

    /// <summary>The scans, with what is found in Dockerfiles by that.</summary>
    public IEnumerable<TargetScan> Judge(IReadOnlyCollection<TargetScan> scans)
    {
        var images = scans.Where(scan => scan is { Config: not null, Report.Platform: not null }).ToList();
        foreach (var scan in scans)
        {
            if (scan is not { Dockerfile: { } file, JudgePlatforms: { } judge } || (images.Count == 0 && !AsksRegistries))
            {
                yield return scan;
                continue;
            }
            var bases = ImmutableDictionary.CreateBuilder<string, ImmutableArray<Platform>>(StringComparer.Ordinal);
            foreach (var (name, platform) in images.Select(image => BuiltFrom(file, image)).OfType<(string, Platform)>()) bases[name] = [platform];
            if (AsksRegistries) Ask(file, scan.Report.Name, bases);
            yield return bases.Count == 0 ? scan : scan with { Findings = [.. scan.Findings, .. judge(new(bases.ToImmutable(), _target))] };
        }
    }

    // An image holds the programs of its base, so it says for what they are.
    private static (string Name, Platform Platform)? BuiltFrom(Dockerfile file, TargetScan image) =>
        Platform.TryParse(image.Report.Platform, out var platform)
        && DockerfileMatch.Of(file, image.Config!) is { Fit: not DockerfileFit.None, Stage.Root: { IsScratch: false, IsResolved: true } root } ? (root.Reference.Text, platform) : null;

    private void Ask(Dockerfile file, string target, ImmutableDictionary<string, ImmutableArray<Platform>>.Builder bases)
    {
        foreach (var stage in file.Stages)
        {
            if (stage.Base is not { IsEarlierStage: false, IsScratch: false, IsResolved: true } image || bases.ContainsKey(image.Reference.Text)) continue;
            bool isAsked = stage.Platform is null ? _target is not null : StagePlatform.AskedBy(stage) is not null;
            if (isAsked && PlatformsOf(image.Reference.Text, target) is { IsEmpty: false } platforms) bases[image.Reference.Text] = platforms;
        }
    }

    private ImmutableArray<Platform> PlatformsOf(string name, string target)
    {
        if (_asked.TryGetValue(name, out var known)) return known;
        if (_asked.Count == MostNames) problems.For(target).Report(new(Problems.BasesUnknown, name, $"The platforms of {MostNames} base images were asked for; those of others are not known."));
        if (_asked.Count >= MostNames || !RegistryReference.TryParse(name, out var reference)) return _asked[name] = [];
        try
        {
            return _asked[name] = RegistryPlatforms.Of(reference, ImageScanner.RegistriesOf(options), options.Limits!, problems.For(target), cancellation);
        }
        catch (GuardException failure)
        {
            problems.For(target).Report(new(Problems.BasesUnknown, name, $"Its platforms could not be asked for. {failure.Detail}"));
            return _asked[name] = [];
        }
    }
}
