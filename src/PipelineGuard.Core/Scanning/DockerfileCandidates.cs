using PipelineGuard.Attribution;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Targets;
using PipelineGuard.Findings;
using PipelineGuard.Images.Sources;

namespace PipelineGuard.Scanning;

/// <summary>Finds the Dockerfiles that an image may have been built from: named, scanned beside it, lying beside it, or in its repository.</summary>
/// <param name="options">What the user named.</param>
/// <param name="scans">Everything that was scanned.</param>
internal sealed class DockerfileCandidates(GuardOptions options, IReadOnlyCollection<TargetScan> scans)
{
    // A folder with more is a collection, and one of them fits by accident.
    private const int MostBeside = 20;
    private const int MostInRepository = 50;
    private const string SourceLabel = "org.opencontainers.image.source";

    // Older than the OCI's labels, and the only ones that name the file itself.
    private static readonly string[] FileLabels = ["org.opencontainers.image.dockerfile", "org.label-schema.docker.dockerfile"];

    /// <summary>The candidates for one image, those that somebody named first.</summary>
    /// <exception cref="GuardException">The one that the user named cannot be read.</exception>
    public List<DockerfileCandidate> For(TargetScan image)
    {
        if (options.Dockerfile is { } named) return [new(Read(named), IsDeclared: true)];
        var scanned = scans.Where(scan => scan.Dockerfile is not null).Select(scan => new DockerfileCandidate(scan.Dockerfile!, scans.Count == 2)).ToList();
        if (scanned.Count > 0) return scanned;
        return [.. Found(image).Distinct(StringComparer.Ordinal).Take(MostInRepository).Select(TryRead).OfType<Dockerfile>().Select(file => new DockerfileCandidate(file, IsDeclared: false))];
    }

    private IEnumerable<string> Found(TargetScan image)
    {
        var beside = Beside(image.Report.Name).Take(MostBeside + 1).ToList();
        if (beside.Count <= MostBeside)
        {
            foreach (var file in beside) yield return file;
        }
        foreach (var file in InSources(image)) yield return file;
    }

    private IEnumerable<string> InSources(TargetScan image)
    {
        var labels = image.Config!.Labels;
        var root = FolderOf(options.Source) ?? (labels.TryGetValue(SourceLabel, out var source) ? RepositoryWith(source) : null);
        if (root is null) yield break;
        foreach (var label in FileLabels)
        {
            if (labels.TryGetValue(label, out var path) && Below(root, path) is { } file) yield return file;
        }
        foreach (var target in DockerfileTargets.InFolder(root, QuietLog.Instance, countsOthers: false))
        {
            if (target.Inline is null) yield return target.Path;
        }
    }

    private static string? FolderOf(string? source) => File.Exists(source) ? Path.GetDirectoryName(Path.GetFullPath(source)) : source;

    private static IEnumerable<string> Beside(string target)
    {
        var name = TargetName.Parse(target);
        if (name.IsStandardInput || !Path.Exists(name.Path)) return [];
        var folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(name.Path)));
        if (folder is null || !Directory.Exists(folder)) return [];
        var readable = new EnumerationOptions { IgnoreInaccessible = true };
        return Directory.EnumerateFiles(folder, "*", readable).Where(file => DockerfileNames.IsDockerfile(Path.GetFileName(file))).Order(StringComparer.Ordinal);
    }

    // The label names a repository; the one that we stand in is it when it was cloned from there.
    private static string? RepositoryWith(string source)
    {
        var root = SourcePath.RepositoryOf(Path.Combine(Environment.CurrentDirectory, "file"));
        return GitRemotes.Of(root).Any(remote => GitRemotes.AreSame(remote, source)) ? root : null;
    }

    // A label is text from an image: it must not lead out of the repository.
    private static string? Below(string root, string path)
    {
        try
        {
            var full = Path.GetFullPath(Path.Combine(root, path.TrimStart('/')));
            return full.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(full) ? full : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Dockerfile Read(string path) => Dockerfile.Parse(DockerfileSource.ReadWhole(path), SourcePath.InRepository(path));

    private static Dockerfile? TryRead(string path)
    {
        try
        {
            return Read(path);
        }
        catch (GuardException)
        {
            return null;
        }
    }

    private sealed class QuietLog : IScanLog
    {
        public static QuietLog Instance { get; } = new();

        public void Report(ScanProblem problem)
        {
        }
    }
}
