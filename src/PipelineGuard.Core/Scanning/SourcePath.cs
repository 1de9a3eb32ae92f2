namespace PipelineGuard.Scanning;

/// <summary>Names source files as code-scanning hosts want them: relative to the root of the repository, with forward slashes.</summary>
public static class SourcePath
{
    /// <summary>
    /// The file's path relative to the nearest folder above it that holds <c>.git</c>, else to the working directory; only its name when it
    /// lies outside of both, because hosts refuse paths that climb.
    /// </summary>
    public static string InRepository(string file)
    {
        var full = Path.GetFullPath(file);
        var relative = Path.GetRelativePath(RepositoryOf(full), full).Replace(Path.DirectorySeparatorChar, '/');
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

    /// <summary>The root of the repository that a file is in; the working directory where it is in none.</summary>
    public static string RepositoryOf(string file) => RootAbove(Path.GetFullPath(file)) ?? Environment.CurrentDirectory;

    /// <summary>The root of the repository that a file is in; null where it is in none.</summary>
    internal static string? RootOf(string file) => RootAbove(Path.GetFullPath(file));

    /// <summary>Where a path of <see cref="InRepository"/> lies on this machine; a full path, of a file that need not exist.</summary>
    /// <param name="path">The path, as a report names it.</param>
    /// <param name="near">The scanned target; its repository is looked into first, then the one around the working directory.</param>
    public static string OnDisk(string path, string near)
    {
        string[] roots = [RepositoryOf(DockerfileSource.PathOf(near)), RepositoryOf(Path.Combine(Environment.CurrentDirectory, path)), Environment.CurrentDirectory];
        var found = roots.Select(root => Path.GetFullPath(Path.Combine(root, path))).FirstOrDefault(File.Exists);
        return found ?? Path.GetFullPath(path);
    }

    // A folder in a clone, a file in a worktree or a submodule.
    private static string? RootAbove(string file)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Exists(Path.Combine(folder, ".git"))) return folder;
        }
        return null;
    }
}
