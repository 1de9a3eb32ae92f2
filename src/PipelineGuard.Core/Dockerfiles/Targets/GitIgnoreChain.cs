namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>The <c>.gitignore</c> of a folder, and those above it up to the root of the repository. The deepest that has something to say decides.</summary>
internal sealed class GitIgnoreChain
{
    private const int LongestFile = 1 << 20;
    private readonly string _folder;
    private readonly GitIgnore? _file;
    private readonly GitIgnoreChain? _above;

    private GitIgnoreChain(string folder, GitIgnoreChain? above) => (_folder, _file, _above) = (folder, Load(folder), above);

    /// <summary>Begins at a folder, with what stands above it when it lies in a repository.</summary>
    public static GitIgnoreChain At(string folder)
    {
        var folders = new Stack<string>();
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            folders.Push(at);
            if (Path.Exists(Path.Combine(at, ".git"))) return folders.Aggregate((GitIgnoreChain?)null, (above, next) => new(next, above))!;
        }
        return new(folder, null);
    }

    /// <summary>Goes down into a folder.</summary>
    public GitIgnoreChain Below(string folder) => new(folder, this);

    /// <summary>True when a file or folder directly or deeper below is ignored.</summary>
    public bool Ignores(string path, bool isFolder) =>
        _file?.Ignores(Path.GetRelativePath(_folder, path).Replace('\\', '/'), isFolder) ?? _above?.Ignores(path, isFolder) ?? false;

    private static GitIgnore? Load(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, ".gitignore"));
        try
        {
            return file.Exists && file.Length <= LongestFile ? GitIgnore.Parse(File.ReadAllText(file.FullName)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then more is looked at, and nothing is missed.
            return null;
        }
    }
}
