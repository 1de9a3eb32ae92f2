namespace PipelineGuard.Advisories.Feeds;

/// <summary>The <c>all.zip</c> of one ecosystem, as a file of this machine.</summary>
/// <param name="file">The archive. The folder it stands in names the ecosystem, unless the user does.</param>
internal sealed class ZipFeed(string file) : IAdvisoryFeed
{
    /// <inheritdoc/>
    public string Name => file;

    /// <inheritdoc/>
    public IReadOnlyList<string> VisibleEcosystems => [Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))!)];

    /// <inheritdoc/>
    public Task<FetchedFile> FetchAsync(string path, FeedStamp? known, CancellationToken cancellation) =>
        Task.FromResult(path.EndsWith("/all.zip", StringComparison.Ordinal) ? FolderFeed.OpenFile(file) : FetchedFile.Missing);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Holds nothing open between two fetches.
    }
}
