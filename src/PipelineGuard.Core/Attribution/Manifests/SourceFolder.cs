namespace PipelineGuard.Attribution.Manifests;

/// <summary>The files of a source tree that may name packages. Links to folders are not followed.</summary>
/// <param name="root">The folder.</param>
/// <param name="nameOf">Turns a path into a name relative to the repository's root.</param>
internal sealed class SourceFolder(string root, Func<string, string> nameOf)
{
    private const int MostEntries = 100_000;
    private const int MostFiles = 2_000;
    private const int DeepestFolder = 16;
    private const int LargestFile = 16 << 20;

    // What others wrote, or tools made.
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", "node_modules", "bin", "vendor", ".venv", "venv", "site-packages", "target", ".vs", ".idea", ".gradle", "__pycache__", "obj",
    };

    /// <summary>True when there were more files than are read: then a package that is not found may still be named somewhere.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads the files with a wanted name, nearest to the root first, then by name.</summary>
    public List<SourceFile> Read(Func<string, bool> wants)
    {
        var (found, seen) = (new List<SourceFile>(), 0);
        var open = new Queue<(string Folder, int Depth)>([(System.IO.Path.GetFullPath(root), 0)]);
        while (open.TryDequeue(out var next))
        {
            foreach (var entry in List(next.Folder))
            {
                if (++seen > MostEntries || found.Count >= MostFiles)
                {
                    IsCut = true;
                    return found;
                }
                if (entry is DirectoryInfo folder)
                {
                    if (next.Depth < DeepestFolder && folder.LinkTarget is null && !Skipped.Contains(folder.Name)) open.Enqueue((folder.FullName, next.Depth + 1));
                }
                else if (wants(entry.Name) && Open(entry.FullName) is { } file) found.Add(file);
            }
        }
        return found;
    }

    /// <summary>Reads one file; null when it is not there, too large, or cannot be read.</summary>
    public SourceFile? Open(string path)
    {
        try
        {
            var info = new FileInfo(path);
            return info.Exists && info.Length <= LargestFile ? new(path, nameOf(path), File.ReadAllBytes(path)) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static List<FileSystemInfo> List(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true }).OrderBy(entry => entry.Name, StringComparer.Ordinal).ToList();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
