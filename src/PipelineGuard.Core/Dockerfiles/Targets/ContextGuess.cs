namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>
/// Guesses the build context when nobody names it: <c>docker build -f docker/Dockerfile .</c> is as common as a Dockerfile on top of its
/// context, and only what the file copies tells the two apart.
/// </summary>
internal static class ContextGuess
{
    private const int MostSources = 100;
    private const int HighestFolder = 16;

    /// <summary>
    /// Of the Dockerfile's folder and those above it, the one that holds most of what is copied; the nearest of several. Null when none holds
    /// anything of it.
    /// </summary>
    /// <param name="file">The Dockerfile.</param>
    /// <param name="path">Where it lies on this machine.</param>
    /// <param name="root">The folder above which nothing is looked at.</param>
    public static string? Of(Dockerfile file, string path, string root)
    {
        var own = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string[] sources = [.. SourcesOf(file).Distinct(StringComparer.Ordinal).Take(MostSources)];
        if (sources.Length == 0) return own;
        var best = FoldersFrom(own, root).Select(folder => (folder, count: sources.Count(source => Path.Exists(Path.Combine(folder, source))))).MaxBy(pair => pair.count);
        return best.count > 0 ? best.folder : null;
    }

    // Everybody's context holds "." and may hold what a pattern means.
    private static IEnumerable<string> SourcesOf(Dockerfile file) =>
        from source in BuildContext.Copies(file).SelectMany(BuildContext.Sources)
        where source.Pattern.Literal is { Length: > 0 } literal && !literal.StartsWith('/') && !literal.Contains("..", StringComparison.Ordinal)
        select source.Pattern.Literal;

    private static IEnumerable<string> FoldersFrom(string own, string root)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        int height = 0;
        for (var folder = own; folder is not null && height++ < HighestFolder; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
            if (string.Equals(folder, root, StringComparison.Ordinal)) yield break;
        }
    }
}
