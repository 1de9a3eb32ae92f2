using PipelineGuard.Findings;

namespace PipelineGuard.Advisories.Feeds;

/// <summary>An export in a folder of this machine.</summary>
/// <param name="folder">The folder that holds one folder for each ecosystem.</param>
internal sealed class FolderFeed(string folder) : IAdvisoryFeed
{
    /// <inheritdoc/>
    public string Name => folder;

    /// <inheritdoc/>
    public IReadOnlyList<string> VisibleEcosystems =>
        [.. Directory.EnumerateDirectories(folder).Where(each => File.Exists(Path.Combine(each, "all.zip"))).Select(each => Path.GetFileName(each)).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public Task<FetchedFile> FetchAsync(string path, FeedStamp? known, CancellationToken cancellation)
    {
        return Task.FromResult(OpenFile(Path.Combine([folder, .. path.Split('/')])));
    }

    /// <summary>Opens a file of this machine.</summary>
    /// <exception cref="GuardException">It cannot be read (PG4006).</exception>
    public static FetchedFile OpenFile(string file)
    {
        try
        {
            return File.Exists(file) ? new(FetchOutcome.Fetched, File.OpenRead(file), null) : FetchedFile.Missing;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.AdvisorySourceUnavailable, file, e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Holds nothing open between two fetches.
    }
}
