using System.IO.Enumeration;

namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>Counts the Dockerfiles that nobody checks when a folder is searched: those of packages, of build output, and those that Git ignores.</summary>
internal sealed class PassedOverDockerfiles
{
    // To count must not take longer than to search.
    private const int MostEntries = 50_000;
    private readonly SortedDictionary<string, int> _below = new(StringComparer.Ordinal);
    private int _ignored;
    private int _entries;

    /// <summary>What was passed over; null when nothing was.</summary>
    public string? Sentence
    {
        get
        {
            int below = _below.Values.Sum(), all = below + _ignored;
            if (all == 0) return null;
            var folders = string.Join(", ", _below.Where(row => row.Value > 0).Select(row => row.Key));
            var places = (below, _ignored) switch
            {
                (_, 0) => $"below {folders}",
                (0, _) => "that Git ignores",
                _ => $"below {folders} or ignored by Git",
            };
            return FormattableString.Invariant($"{(_entries > MostEntries ? "At least " : "")}{all} {(all == 1 ? "Dockerfile" : "Dockerfiles")} {places} {(all == 1 ? "was" : "were")} passed over.");
        }
    }

    /// <summary>Counts those in a folder that is passed over for its name.</summary>
    public void CountBelow(FileSystemInfo folder, string name)
    {
        // What Git keeps there are no files of the repository.
        if (name != ".git") _below[name] = _below.GetValueOrDefault(name) + CountIn(folder);
    }

    /// <summary>Counts a file that Git ignores, or those in a folder that it does.</summary>
    public void CountIgnored(FileSystemInfo entry, bool isFolder) => _ignored += isFolder ? CountIn(entry) : DockerfileNames.IsDockerfile(entry.Name) ? 1 : 0;

    private int CountIn(FileSystemInfo folder)
    {
        if (_entries > MostEntries || folder.LinkTarget is not null) return 0;
        int count = 0;
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
        var names = new FileSystemEnumerable<bool>(folder.FullName, static (ref entry) => !entry.IsDirectory && DockerfileNames.IsDockerfile(entry.FileName), options)
        {
            ShouldRecursePredicate = (ref entry) => _entries <= MostEntries && (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        foreach (bool isDockerfile in names)
        {
            if (++_entries > MostEntries) break;
            if (isDockerfile) count++;
        }
        return count;
    }
}
