using PipelineGuard.Findings;

namespace PipelineGuard.Advisories.Feeds;

/// <summary>Several places with the same export: the first one that answers is used.</summary>
/// <param name="mirrors">In the order of preference; at least one.</param>
internal sealed class MirroredFeed(IReadOnlyList<IAdvisoryFeed> mirrors) : IAdvisoryFeed
{
    /// <inheritdoc/>
    public string Name => string.Join(", ", mirrors.Select(mirror => mirror.Name));

    /// <inheritdoc/>
    public IReadOnlyList<string> VisibleEcosystems => mirrors.Select(mirror => mirror.VisibleEcosystems).FirstOrDefault(visible => visible.Count > 0) ?? [];

    /// <inheritdoc/>
    public async Task<FetchedFile> FetchAsync(string path, FeedStamp? known, CancellationToken cancellation)
    {
        GuardException? unavailable = null;
        foreach (var mirror in mirrors)
        {
            try
            {
                var file = await mirror.FetchAsync(path, known, cancellation).ConfigureAwait(false);
                if (file.Outcome != FetchOutcome.Missing) return file;
            }
            catch (GuardException e)
            {
                unavailable ??= e; // The first mirror is the one the user thinks of.
            }
        }
        return unavailable is null ? FetchedFile.Missing : throw unavailable;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var mirror in mirrors) mirror.Dispose();
    }
}
