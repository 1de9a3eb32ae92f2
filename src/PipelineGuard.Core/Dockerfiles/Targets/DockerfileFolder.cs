using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>Walks a folder for Dockerfiles and Compose files; what Git ignores, and folders that hold other people's or built files, are passed over.</summary>
internal sealed class DockerfileFolder
{
    private const int MostEntries = 500_000;
    private const int MostFiles = 10_000;
    private static readonly string[] Skipped = [".git", "node_modules", "bin", "obj"];
    private readonly PassedOverDockerfiles? _others;
    private readonly string _root;
    private readonly IScanLog _log;
    private readonly List<string> _found = [];
    private int _entries;

    private DockerfileFolder(string root, IScanLog log, PassedOverDockerfiles? others) => (_root, _log, _others) = (root, log, others);

    /// <summary>All of them, by path.</summary>
    /// <param name="root">The folder, as a full path.</param>
    /// <param name="log">Takes what could not be looked at.</param>
    /// <param name="others">Counts the Dockerfiles that are passed over; null when nobody wants to know.</param>
    public static ImmutableArray<string> Find(string root, IScanLog log, PassedOverDockerfiles? others)
    {
        var folder = new DockerfileFolder(root, log, others);
        if (!folder.Walk()) log.Report(new(Problems.TooManyFiles, root, "Not all of the folder was looked at."));
        if (others?.Sentence is { } sentence) log.Report(new(Problems.DockerfilesPassedOver, root, sentence));
        return [.. folder._found.Order(StringComparer.Ordinal)];
    }

    /// <summary>True when a path, taken as text, lies in a folder.</summary>
    public static bool IsInside(string root, string path) =>
        path == root || path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>True when neither a file nor a folder on the way to it is a symbolic link that leads out of the root.</summary>
    public static bool StaysInside(string root, string path)
    {
        for (var at = path; at is not null && at != root; at = Path.GetDirectoryName(at))
        {
            var info = Directory.Exists(at) ? (FileSystemInfo)new DirectoryInfo(at) : new FileInfo(at);
            if (info.LinkTarget is not null && !LeadsInside(root, info)) return false;
        }
        return true;
    }

    private static bool LeadsInside(string root, FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target && IsInside(root, target.FullName);
        }
        catch (IOException)
        {
            // A circle of links.
            return false;
        }
    }

    private bool Walk()
    {
        var open = new Stack<(string Folder, GitIgnoreChain Ignored)>([(_root, GitIgnoreChain.At(_root))]);
        while (open.TryPop(out var next))
        {
            foreach (var entry in Entries(next.Folder))
            {
                if (++_entries > MostEntries || _found.Count >= MostFiles) return false;
                bool isFolder = entry is DirectoryInfo;
                if (isFolder && Skipped.Contains(entry.Name, StringComparer.Ordinal)) _others?.CountBelow(entry, entry.Name);
                if (!IsWanted(entry, isFolder)) continue;
                if (next.Ignored.Ignores(entry.FullName, isFolder))
                {
                    _others?.CountIgnored(entry, isFolder);
                    continue;
                }
                if (isFolder) open.Push((entry.FullName, next.Ignored.Below(entry.FullName)));
                else _found.Add(entry.FullName);
            }
        }
        return true;
    }

    // Links to folders are never followed: what they lead to inside is found anyway, and they may form circles.
    private bool IsWanted(FileSystemInfo entry, bool isFolder)
    {
        if (isFolder) return entry.LinkTarget is null && !Skipped.Contains(entry.Name, StringComparer.Ordinal);
        return (DockerfileNames.IsDockerfile(entry.Name) || DockerfileNames.IsComposeFile(entry.Name))
            && (entry.LinkTarget is null || LeadsInside(_root, entry));
    }

    private FileSystemInfo[] Entries(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log.Report(new(Problems.FileUnreadable, folder, "The folder could not be listed."));
            return [];
        }
    }
}
