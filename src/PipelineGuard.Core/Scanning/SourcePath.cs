namespace PipelineGuard.Scanning;

/// <summary>Names source files as code-scanning hosts want them: relative to the root of the repository, with forward slashes.</summary>
internal static class SourcePath
{
    /// <summary>The file's path relative to the nearest folder above it that holds <c>.git</c>; relative to the working directory where there is none.</summary>
    public static string InRepository(string file)
    {
        var full = Path.GetFullPath(file);
        var root = RootAbove(full) ?? Environment.CurrentDirectory;
        return Path.GetRelativePath(root, full).Replace(Path.DirectorySeparatorChar, '/');
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
