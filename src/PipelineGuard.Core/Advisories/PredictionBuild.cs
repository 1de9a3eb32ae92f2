using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Advisories.Stores;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Advisories;

/// <summary>Keeps FIRST's exploit predictions (EPSS) beside the stores. Without them everything else still works.</summary>
internal sealed class PredictionBuild(string folder, IScanLog log)
{
    private const string FileName = "epss_scores-current.csv.gz";
    private const string FirstFeed = "https://epss.empiricalsecurity.com";
    private const int MaxDownload = 256 << 20;

    // In the base of the export, or beside it.
    private static readonly string[] Places = ["epss/" + FileName, "../epss/" + FileName];

    /// <summary>Takes the scores from where the user said; else from the feed; else, when the feed is OSV's, from FIRST. A failure is noted (PG4020) and leaves what was there.</summary>
    /// <param name="named">A file or an address (<c>--epss</c>); null when none was named.</param>
    /// <param name="feed">The export.</param>
    /// <param name="retry">How patient downloads are.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What there is now; null when nothing was written and there was nothing.</returns>
    public async Task<ExploitationDataInfo?> RunAsync(string? named, IAdvisoryFeed feed, RetryPolicy retry, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            using var file = await FetchAsync(named, feed, retry, time, cancellation).ConfigureAwait(false);
            if (file.Content is { } content) Write(content, file.Stamp, named ?? FileName);
            else if (file.Outcome == FetchOutcome.Missing && named is not null) Note(named, "There is no such file.");
            return Status();
        }
        catch (GuardException e)
        {
            Note(e.Subject, e.Detail);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Note(named ?? FileName, e.Message);
        }
        return null;
    }

    private async Task<FetchedFile> FetchAsync(string? named, IAdvisoryFeed feed, RetryPolicy retry, TimeProvider time, CancellationToken cancellation)
    {
        if (named is not null) return await FetchNamedAsync(named, retry, time, cancellation).ConfigureAwait(false);
        if (feed.Name.TrimEnd('/') == AdvisoryDatabase.DefaultSource) return await DownloadAsync(new(FirstFeed), FileName, retry, time, cancellation).ConfigureAwait(false);
        foreach (var place in Places)
        {
            var file = await feed.FetchAsync(place, null, cancellation).ConfigureAwait(false);
            if (file.Outcome == FetchOutcome.Fetched) return file;
        }
        return FetchedFile.Missing; // A mirror need not have them: a policy that asks for them says so (PG1006).
    }

    private async Task<FetchedFile> FetchNamedAsync(string named, RetryPolicy retry, TimeProvider time, CancellationToken cancellation)
    {
        if (File.Exists(named) || !Uri.TryCreate(named, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return FolderFeed.OpenFile(named);
        return await DownloadAsync(new(address, "."), Uri.UnescapeDataString(address.Segments[^1]), retry, time, cancellation).ConfigureAwait(false);
    }

    private async Task<FetchedFile> DownloadAsync(Uri place, string name, RetryPolicy retry, TimeProvider time, CancellationToken cancellation)
    {
        using var http = new HttpFeed(place, folder, retry, MaxDownload, time);
        return await http.FetchAsync(name, StampAtHand(), cancellation).ConfigureAwait(false);
    }

    private void Write(Stream content, FeedStamp? stamp, string subject)
    {
        var table = PredictionCsv.Read(content, out int unreadable);
        if (unreadable > 0) Note(subject, $"{unreadable} of its lines are no score and were left out.");
        PredictionStore.Write(folder, table, stamp);
    }

    private ExploitationDataInfo? Status()
    {
        using var store = PredictionStore.Open(folder);
        return store is null ? null : new("EPSS", store.Count, store.Date);
    }

    // Damaged scores are no reason not to replace them: they just have nothing to compare with.
    private FeedStamp? StampAtHand()
    {
        try
        {
            using var store = PredictionStore.Open(folder);
            return store is { Meta: { Source.Length: > 0 } meta } ? new(meta.Source, meta.ETag, meta.LastModified) : null;
        }
        catch (GuardException)
        {
            return null;
        }
    }

    private void Note(string subject, string detail) => log.Report(new(Problems.PredictionsUnavailable, subject, detail));
}
