using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Advisories.Osv;
using PipelineGuard.Advisories.Stores;
using PipelineGuard.Findings;

namespace PipelineGuard.Advisories;

/// <summary>Makes the stores of one ecosystem after the other from a feed.</summary>
internal sealed class StoreBuild(string folder, IAdvisoryFeed feed, OsvLimits limits, TimeProvider time, IScanLog log)
{
    /// <summary>Makes or refreshes the store of an ecosystem. A failure is reported and leaves what was there.</summary>
    /// <param name="ecosystem">The ecosystem without release; anything else fails.</param>
    /// <param name="isUpdate">True to ask only for what is newer than the store at hand.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<AdvisoryUpdate> RunAsync(string ecosystem, bool isUpdate, CancellationToken cancellation)
    {
        try
        {
            if (!Ecosystem.IsName(ecosystem)) throw new GuardException(Problems.BadAdvisorySource, ecosystem, "It is not the name of an ecosystem; give it without a release.");
            using var file = await feed.FetchAsync($"{ecosystem}/all.zip", isUpdate ? StampAtHand(ecosystem) : null, cancellation).ConfigureAwait(false);
            return file.Outcome switch
            {
                FetchOutcome.Fetched => Write(ecosystem, file, cancellation),
                FetchOutcome.Unchanged => Confirm(ecosystem),
                FetchOutcome.Missing => throw new GuardException(Problems.BadAdvisorySource, ecosystem, $"'{feed.Name}' has no such ecosystem."),
            };
        }
        catch (GuardException e)
        {
            return Failed(ecosystem, new(e.Problem, e.Subject, e.Detail));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(ecosystem, new(Problems.StoreNotWritten, ecosystem, e.Message));
        }
    }

    private AdvisoryUpdate Write(string ecosystem, FetchedFile file, CancellationToken cancellation)
    {
        var (stores, severities) = (new AdvisoryStoreWriter(ecosystem), new SeverityStoreWriter());
        int unreadable = Read(ecosystem, file.Content!, stores, severities, cancellation);
        if (stores.Count == 0) throw new GuardException(Problems.BadAdvisorySource, $"{ecosystem}/all.zip", $"It holds no advisory for '{ecosystem}'.");
        severities.Write(folder, ecosystem);
        var stamp = file.Stamp ?? new("", "", "");
        stores.Write(folder, new(ecosystem, stamp.Source, stamp.ETag, stamp.LastModified), file.Stamp is null ? null : time.GetUtcNow());
        return new(ecosystem, AdvisoryUpdateOutcome.Written, InfoOf(ecosystem), unreadable);
    }

    private int Read(string ecosystem, Stream zip, AdvisoryStoreWriter stores, SeverityStoreWriter severities, CancellationToken cancellation)
    {
        var subject = $"{ecosystem}/all.zip";
        try
        {
            return new OsvArchive(limits, log).Read(zip, subject, record =>
            {
                stores.Add(ListedVersions.WithoutRedundant(record));
                severities.Add(record.Advisory);
            }, cancellation, stores.AddWithdrawn);
        }
        catch (InvalidDataException e)
        {
            throw new GuardException(Problems.BadAdvisorySource, subject, e.Message, e);
        }
    }

    private AdvisoryUpdate Confirm(string ecosystem)
    {
        StoreWriter.Confirm(AdvisoryStore.PathOf(folder, ecosystem), StoreKind.Advisories, time.GetUtcNow());
        return new(ecosystem, AdvisoryUpdateOutcome.Unchanged, InfoOf(ecosystem), 0);
    }

    private AdvisoryUpdate Failed(string ecosystem, ScanProblem problem)
    {
        log.Report(problem);
        return new(ecosystem, AdvisoryUpdateOutcome.Failed, null, 0);
    }

    private AdvisoryDataInfo? InfoOf(string ecosystem)
    {
        using var store = AdvisoryStore.Open(folder, ecosystem);
        return store?.Info;
    }

    // A damaged store is no reason not to replace it: it just has nothing to compare with.
    private FeedStamp? StampAtHand(string ecosystem)
    {
        try
        {
            using var store = AdvisoryStore.Open(folder, ecosystem);
            return store is { Meta: { Source.Length: > 0 } meta } ? new(meta.Source, meta.ETag, meta.LastModified) : null;
        }
        catch (GuardException)
        {
            return null;
        }
    }
}
