namespace PipelineGuard.Scanning;

/// <summary>Names source files as code-scanning hosts want them: relative to the root of the repository, with forward slashes.</summary>
internal static class SourcePath
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

    /// <summary>The root of the repository that a file is in; the working directory where it is in none.</summary>
    public static string RepositoryOf(string file) => RootAbove(Path.GetFullPath(file)) ?? Environment.CurrentDirectory;

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
