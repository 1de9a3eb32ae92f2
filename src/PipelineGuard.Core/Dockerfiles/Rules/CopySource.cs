namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Tells what a source of <c>COPY</c> or <c>ADD</c> is, by its name.</summary>
internal static class CopySource
{
    // Those that ADD unpacks (Dockerfile reference, "Adding local tar archives").
    private static readonly string[] ArchiveEndings = [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz", ".tbz2", ".tar.xz", ".txz"];

    /// <summary>True for what <c>ADD</c> fetches: URLs and git repositories.</summary>
    public static bool IsRemote(string source) => source.Contains("://", StringComparison.Ordinal) || source.StartsWith("git@", StringComparison.Ordinal);

    /// <summary>True for a git repository.</summary>
    public static bool IsGit(string source)
    {
        var path = source.Split('#', 2)[0];
        return path.EndsWith(".git", StringComparison.Ordinal) || path.StartsWith("git", StringComparison.Ordinal) || path.StartsWith("ssh://", StringComparison.Ordinal);
    }

    /// <summary>True for an archive that <c>ADD</c> unpacks.</summary>
    public static bool IsArchive(string source)
    {
        // A pattern at the end (rootfs.tar*, rootfs.tar.*) still means an archive.
        var name = source.TrimEnd('*').TrimEnd('.');
        return ArchiveEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The part of a path behind the last slash.</summary>
    public static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
}
