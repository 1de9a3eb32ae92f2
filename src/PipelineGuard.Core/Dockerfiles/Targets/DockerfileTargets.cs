using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Findings;
using PipelineGuard.Lifecycle;

namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>Finds Dockerfiles, and what surrounds them.</summary>
internal static class DockerfileTargets
{
    private const int MostContextFiles = 20_000;
    private const int LongestIgnoreFile = 1 << 20;
    private const int LongestConfig = 64 * 1024;
    private const int MostConfigs = 100;

    /// <summary>All Dockerfiles of a folder, those that its Compose files name included; each once, by name.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="log">Takes what could not be looked at.</param>
    /// <param name="countsOthers">True to say how many were passed over.</param>
    public static ImmutableArray<DockerfileTarget> InFolder(string folder, IScanLog log, bool countsOthers = true)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var files = DockerfileFolder.Find(root, log, countsOthers ? new() : null);
        var compose = new ComposeTargets(root, log);
        var named = files.Where(file => DockerfileNames.IsComposeFile(Path.GetFileName(file))).SelectMany(compose.Of);
        var found = files.Where(file => DockerfileNames.IsDockerfile(Path.GetFileName(file))).Select(file => new DockerfileTarget(file, NameOf(root, file)));
        // A Compose file knows the context, so what it says comes first.
        return [.. named.Concat(found).DistinctBy(target => target.Name).OrderBy(target => target.Name, StringComparer.Ordinal)];
    }

    /// <summary>The Dockerfiles that one Compose file names, below a folder (by default its own).</summary>
    public static ImmutableArray<DockerfileTarget> InComposeFile(string path, string? root, IScanLog log)
    {
        path = Path.GetFullPath(path);
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root ?? Path.GetDirectoryName(path)!));
        return [.. new ComposeTargets(root, log).Of(path).DistinctBy(target => target.Name)];
    }

    /// <summary>Looks at the build context of a Dockerfile.</summary>
    /// <param name="target">The Dockerfile.</param>
    /// <param name="today">The day of judgement; null when there is none.</param>
    /// <param name="supportDates">When support of products ends; null when such data are not at hand.</param>
    /// <param name="log">Takes what could not be looked at.</param>
    public static DockerfileContext ContextFor(DockerfileTarget target, DateOnly? today, SupportDates? supportDates, IScanLog log)
    {
        var folder = target.ContextFolder ?? Path.GetDirectoryName(Path.GetFullPath(target.Path))!;
        var context = new DockerfileContext { Today = today, SupportDates = supportDates };
        try
        {
            if (FilesOf(folder) is { IsDefault: false } files)
                return context with { ContextFiles = files, ContextLogins = LoginsIn(folder, files), DockerIgnore = DockerIgnoreOf(target, folder) };
            // A part of it would make files look missing.
            log.Report(new(Problems.ContextNotListed, target.Name, FormattableString.Invariant($"The context holds more than {MostContextFiles} files.")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Report(new(Problems.ContextNotListed, target.Name, "The folder of the context could not be listed."));
        }
        return context;
    }

    /// <summary>The name of a file for reports.</summary>
    internal static string NameOf(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    // Default when there are too many. Links are listed and not followed, as builders do.
    private static ImmutableArray<string> FilesOf(string folder)
    {
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };
        var (files, open) = (ImmutableArray.CreateBuilder<string>(), new Queue<DirectoryInfo>([new(folder)]));
        while (open.TryDequeue(out var next))
        {
            foreach (var entry in next.EnumerateFileSystemInfos("*", options))
            {
                if (entry is DirectoryInfo { LinkTarget: null } below) open.Enqueue(below);
                else files.Add(NameOf(folder, entry.FullName));
                if (files.Count + open.Count > MostContextFiles) return default;
            }
        }
        files.Sort(StringComparer.Ordinal);
        return files.DrainToImmutable();
    }

    // Installed packages bring such files too, and nobody's login stands in those.
    private static ImmutableArray<string> LoginsIn(string folder, ImmutableArray<string> files) =>
    [
        .. files.Where(path => ConfigLogins.IsConfig(Path.GetFileName(path.AsSpan())) && !path.Contains("node_modules/", StringComparison.Ordinal))
            .Take(MostConfigs).Where(path => HoldsLogin(new(Path.Combine(folder, path)))),
    ];

    // A file that cannot be read cannot be copied either; a pipe, which has no length, would never end.
    private static bool HoldsLogin(FileInfo file)
    {
        try
        {
            return file is { LinkTarget: null, Length: > 0 and <= LongestConfig } && ConfigLogins.AreIn(file.Name, File.ReadAllText(file.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Docker documentation, "Build context": a file of the Dockerfile's own goes before the one of the context.
    private static string? DockerIgnoreOf(DockerfileTarget target, string folder)
    {
        foreach (var path in (string[])[$"{target.Path}.dockerignore", Path.Combine(folder, ".dockerignore"), Path.Combine(folder, ".containerignore")])
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length <= LongestIgnoreFile) return File.ReadAllText(path);
        }
        return null;
    }
}
