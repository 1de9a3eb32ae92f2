using System.Collections.Immutable;
using PipelineGuard.Attribution.Layers;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Images.Sources;
using PipelineGuard.Images.Sources.Registries;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>An image that is held against the base image in use.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Target">What is scanned.</param>
internal sealed record CandidateName(string Name, string Target)
{
    /// <summary>True for the base image's own name: what it stands for now may be the base in use, or a newer build of it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>True for another tag of the base image.</summary>
    public bool IsTag { get; init; }
}

/// <summary>Names the images that may take a base image's place: those that the user names, and newer tags of its registry.</summary>
internal sealed class BaseCandidates(GuardOptions options, ProblemCollector problems, CancellationToken cancellation)
{
    /// <summary>So many newer tags are looked at, each of another line of versions.</summary>
    public const int MostTags = 3;

    /// <summary>Stands for the registry of the base image.</summary>
    public const string Registry = "registry";

    // Files of an image layout in a folder, and folders of a root file system: such a folder is an image, others hold images.
    private static readonly string[] ImageMarks = ["oci-layout", "manifest.json", "etc", "usr"];

    private readonly Dictionary<string, TagList?> _tags = new(StringComparer.Ordinal);

    /// <summary>
    /// True for an image that is asked about as a base image, and is one: nothing says that it stands on another. Engines hold what was built here, too, and
    /// registries have no newer tags of that: there, it has one layer. In archives, history must not show another image below.
    /// </summary>
    public static bool IsBaseItself(GuardOptions options, TargetScan scan) =>
        options.IsBase is true && scan.Report.Base is null && (scan.Report.Kind switch
        {
            TargetName.Registry => true,
            // One layer stands on nothing; of more, nobody can tell where an import ended.
            TargetName.Docker or TargetName.Podman => scan.Report.Layers.Length == 1,
            _ => !StandsOnAnother(scan.Config!),
        });

    // An image ends with its CMD or ENTRYPOINT; a build made well after what it begins with is another one.
    private static bool StandsOnAnother(ImageConfig config)
    {
        var steps = config.History.Select(HistoryStep.Read).ToList();
        for (int i = 1; i < steps.Count; i++)
        {
            bool isBorder = steps[i - 1].Kind is InstructionKind.Cmd or InstructionKind.Entrypoint || config.History[i].Created - config.History[i - 1].Created >= DockerfileMatch.BuildPause;
            if (isBorder && steps.Skip(i).Any(step => step.MadeLayer)) return true;
        }
        return false;
    }

    /// <summary>The candidates for one image, and whether all that there may be could be named.</summary>
    public async Task<(ImmutableArray<CandidateName> Names, bool AreAll)> ForAsync(TargetReport image, bool isItself)
    {
        var names = new List<CandidateName>();
        bool areAll = true;
        foreach (var asked in options.NewerBases!.Value)
        {
            if (asked == Registry) areAll &= await AddTagsAsync(image, isItself, names).ConfigureAwait(false);
            else names.AddRange(Expand(asked).Where(target => target != image.Name).Select(target => new CandidateName(target, target)));
        }
        return ([.. names.DistinctBy(name => name.Target)], areAll);
    }

    private static string[] Expand(string target)
    {
        if (!Directory.Exists(target) || IsImage(target)) return [target];
        string[] images = [.. Directory.EnumerateFileSystemEntries(target).Where(entry => Directory.Exists(entry) ? IsImage(entry) : entry.Contains(".tar", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        return images.Length > 0 ? images : throw new GuardException(Problems.BadUsage, "--newer-base", $"There is no image in the folder '{target}'.");
    }

    private static bool IsImage(string folder) => ImageMarks.Any(mark => Path.Exists(Path.Combine(folder, mark)));

    private async Task<bool> AddTagsAsync(TargetReport image, bool isItself, List<CandidateName> names)
    {
        if (NameOf(image, isItself) is not { } name) return false;
        if (image.Base?.Digest is { } digest) names.Add(new(name.Text, $"{Registry}:{name.WithDigest(digest)}") { IsOwn = true });
        if (name.Reference.Tag is not { } own) return Unasked(image, $"'{name.Text}' has a digest and no tag: nothing tells which images are newer.");
        names.Add(new(name.WithTag(own), $"{Registry}:{name.WithTag(own)}") { IsOwn = true });
        if (TagVersion.Of(own) is not { } version) return Unasked(image, $"The tag '{own}' holds no version that others could be held against; only what it stands for today was looked at.");
        if (await ListAsync(name).ConfigureAwait(false) is not { } list) return false;
        names.AddRange(version.NewerIn(list.Tags, MostTags).Select(tag => new CandidateName(name.WithTag(tag), $"{Registry}:{name.WithTag(tag)}") { IsTag = true }));
        return list.Cut is null;
    }

    private BaseName? NameOf(TargetReport image, bool isItself)
    {
        if (image.Base is { } known)
        {
            var name = BaseName.Of(known.Name);
            if (name is null) Unasked(image, $"'{known.Name}' is no name that a registry has.");
            return name;
        }
        if (isItself && BaseName.Of(image) is { } own) return own;
        Unasked(image, $"Nothing says which base image it stands on.{(options.IsBase is true && BaseName.Of(image) is { } itself ? $" It was built on one, as far as can be seen; for its own newer tags, ask for 'registry:{itself.Text}'." : "")}");
        return null;
    }

    private bool Unasked(TargetReport image, string why)
    {
        problems.For(image.Name).Report(new(Problems.BaseNameUnknown, image.Name, why));
        return false;
    }

    // What is wrong with the list is said once, however many images stand on it.
    private async Task<TagList?> ListAsync(BaseName name)
    {
        var repository = name.Reference.Name;
        if (_tags.TryGetValue(repository, out var known)) return known;
        try
        {
            var list = await RegistryTags.ListAsync(name.Reference, ImageScanner.RegistriesOf(options), options.Limits!, problems, cancellation).ConfigureAwait(false);
            if (list.Cut is { } cut) problems.Report(new(Problems.BasesUnknown, repository, $"Not all of its tags were listed. {cut}"));
            return _tags[repository] = list;
        }
        catch (GuardException failure)
        {
            problems.Report(new(Problems.BasesUnknown, repository, $"Its tags could not be listed. {failure.Detail} {failure.Problem.Hint}"));
            return _tags[repository] = null;
        }
    }
}
