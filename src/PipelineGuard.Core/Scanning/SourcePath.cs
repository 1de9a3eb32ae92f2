namespace PipelineGuard.Scanning;

/// <summary>Names source files as code-scanning hosts want them: relative to the root of the repository, with forward slashes.</summary>
public static class SourcePath
{
    private const string Git = ".git";
    private const int MostLinks = 40;

    /// <summary>
    /// The file's path relative to the root of the checkout that it is in, else to the working directory; only its name when it lies outside of both, because
    /// hosts refuse paths that climb. A submodule belongs to the checkout around it, whose own files may have the same names. A path that leads into a
    /// checkout by a link is that of the file behind it.
    /// </summary>
    public static string InRepository(string file)
    {
        var (root, full) = Placed(file);
        var relative = Path.GetRelativePath(root ?? Environment.CurrentDirectory, full).Replace(Path.DirectorySeparatorChar, '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? Path.GetFileName(full) : relative;
    }

    /// <summary>
    /// The same for files of a source folder that the user named: where neither a repository nor the working directory holds the folder, its files are named
    /// relative to it, so that two of one name stay apart.
    /// </summary>
    internal static string InSource(string file, string source)
    {
        var full = Path.GetFullPath(file);
        var relative = Path.GetRelativePath(Path.GetFullPath(source), full).Replace(Path.DirectorySeparatorChar, '/');
        bool isInside = relative != "." && !relative.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(relative);
        return InRepository(file) is var name && isInside && name == Path.GetFileName(full) ? relative : name;
    }

    /// <summary>The root of the checkout that a file is in, around all submodules; the working directory where it is in none.</summary>
    public static string RepositoryOf(string file) => RootOf(file) ?? Environment.CurrentDirectory;

    /// <summary>The root of the checkout that a file is in, around all submodules; null where it is in none.</summary>
    internal static string? RootOf(string file) => Placed(file).Root;

    /// <summary>Where a path of <see cref="InRepository"/> lies on this machine; a full path, of a file that need not exist.</summary>
    /// <param name="path">The path, as a report names it.</param>
    /// <param name="near">The scanned target; its repository is looked into first, then the one around the working directory.</param>
    public static string OnDisk(string path, string near)
    {
        string[] roots = [RepositoryOf(DockerfileSource.PathOf(near)), RepositoryOf(Path.Combine(Environment.CurrentDirectory, path)), Environment.CurrentDirectory];
        var found = roots.Select(root => Path.GetFullPath(Path.Combine(root, path))).FirstOrDefault(File.Exists);
        return found ?? Path.GetFullPath(path);
    }

    private static (string? Root, string Full) Placed(string file)
    {
        var full = Path.GetFullPath(file);
        if (RootAbove(full) is { } root) return (root, full);
        var real = WithoutLinks(full, 0);
        return RootAbove(real) is { } behind ? (behind, real) : (null, full);
    }

    private static string? RootAbove(string file)
    {
        string? submodule = null;
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!Path.Exists(Path.Combine(folder, Git))) continue;
            if (!IsSubmodule(Path.Combine(folder, Git))) return submodule is null || File.Exists(Path.Combine(folder, ".gitmodules")) ? folder : submodule;
            submodule ??= folder;
        }
        return submodule;
    }

    // gitrepository-layout: a folder in a clone; a file that names ".git/worktrees/NAME" in a worktree, ".git/modules/NAME" in a submodule.
    private static bool IsSubmodule(string git)
    {
        const int Longest = 8192;
        try
        {
            if (new FileInfo(git) is not { Exists: true, Length: < Longest }) return false;
            var place = File.ReadAllText(git).Trim().Replace('\\', '/').TrimEnd('/');
            bool isWorktree = Path.GetFileName(Path.GetDirectoryName(place)) == "worktrees";
            return place.StartsWith("gitdir:", StringComparison.Ordinal) && place.Contains("/modules/", StringComparison.Ordinal) && !isWorktree;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string WithoutLinks(string path, int links)
    {
        if (Path.GetDirectoryName(path) is not { } folder) return path;
        var here = Path.Combine(WithoutLinks(folder, links), Path.GetFileName(path));
        return links < MostLinks && new FileInfo(here).LinkTarget is { } target ? WithoutLinks(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, target)), links + 1) : here;
    }
}
