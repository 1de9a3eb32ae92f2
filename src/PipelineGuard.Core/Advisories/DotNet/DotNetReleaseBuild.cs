using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Advisories.Stores;
using PipelineGuard.Findings;
using PipelineGuard.IO;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Advisories.DotNet;

/// <summary>Makes the store of what each release of .NET fixed, from Microsoft's release data.</summary>
internal sealed class DotNetReleaseBuild(string folder, IScanLog log)
{
    private const string Microsoft = "https://builds.dotnet.microsoft.com/dotnet/release-metadata";
    private const string Index = "releases-index.json";
    private const int MaxBytes = 64 << 20;

    // In the base of an export, or beside it: all channels in one file, or Microsoft's own layout.
    private static readonly string[] Folders = ["dotnet/", "../dotnet/"];

    /// <summary>
    /// Makes or refreshes the store, from the feed, or from Microsoft when the feed is OSV's, which has no such data. Null when the feed has
    /// none and it was not asked for by name; a failure is reported and leaves what was there.
    /// </summary>
    /// <param name="feed">Where the other advisories come from.</param>
    /// <param name="isAskedFor">True when a missing source is a failure.</param>
    /// <param name="retry">How patient to be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<AdvisoryUpdate?> RunAsync(IAdvisoryFeed feed, bool isAskedFor, RetryPolicy retry, TimeProvider time, CancellationToken cancellation)
    {
        bool isOsv = feed.Name.TrimEnd('/') == AdvisoryDatabase.DefaultSource;
        using var microsoft = new HttpFeed(new(Microsoft), folder, retry, MaxBytes, time);
        try
        {
            var data = isOsv ? await OfIndexAsync(microsoft, "", cancellation).ConfigureAwait(false) : await FirstAsync(feed, cancellation).ConfigureAwait(false);
            if (data is not null) return Write(data, time);
            return isAskedFor ? Failed(feed.Name, $"There is no '{Folders[0]}{Index}' and no '{Folders[0]}releases.json'.") : null;
        }
        catch (GuardException e)
        {
            return Failed(e.Subject, e.Detail);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException or InvalidOperationException)
        {
            return Failed(DotNetComponents.Ecosystem, e.Message);
        }
    }

    private static async Task<ReleaseData?> FirstAsync(IAdvisoryFeed feed, CancellationToken cancellation)
    {
        foreach (var place in Folders)
        {
            using var file = await feed.FetchAsync(place + "releases.json", null, cancellation).ConfigureAwait(false);
            if (file.Content is { } content) return new(DotNetReleaseReader.Releases(Bytes(content)), file.Stamp);
            if (await OfIndexAsync(feed, place, cancellation).ConfigureAwait(false) is { } data) return data;
        }
        return null;
    }

    private static async Task<ReleaseData?> OfIndexAsync(IAdvisoryFeed feed, string place, CancellationToken cancellation)
    {
        using var index = await feed.FetchAsync(place + Index, null, cancellation).ConfigureAwait(false);
        if (index.Content is not { } names) return null;
        var releases = ImmutableArray.CreateBuilder<DotNetRelease>();
        foreach (var channel in DotNetReleaseReader.Index(Bytes(names)))
        {
            using var file = await feed.FetchAsync($"{place}{channel}/releases.json", null, cancellation).ConfigureAwait(false);
            if (file.Content is not { } content) throw new InvalidDataException($"'{Index}' names channel {channel}, which has no 'releases.json'.");
            releases.AddRange(DotNetReleaseReader.Releases(Bytes(content)));
        }
        return new(releases.ToImmutable(), index.Stamp);
    }

    private static byte[] Bytes(Stream content)
    {
        if (content.Length > MaxBytes) throw new InvalidDataException($"It is larger than {MaxBytes} bytes.");
        var utf8 = new byte[content.Length];
        content.ReadExactly(utf8);
        return utf8;
    }

    private AdvisoryUpdate Write(ReleaseData data, TimeProvider time)
    {
        var writer = new AdvisoryStoreWriter(DotNetComponents.Ecosystem);
        foreach (var record in DotNetAdvisories.From(data.Releases)) writer.Add(record);
        if (writer.Count == 0) throw new InvalidDataException("The release data of .NET names no vulnerability.");
        var stamp = data.Stamp ?? new("", "", "");
        writer.Write(folder, new(DotNetComponents.Ecosystem, stamp.Source, stamp.ETag, stamp.LastModified), data.Stamp is null ? null : time.GetUtcNow());
        using var store = AdvisoryStore.Open(folder, DotNetComponents.Ecosystem);
        return new(DotNetComponents.Ecosystem, AdvisoryUpdateOutcome.Written, store?.Info, 0);
    }

    private AdvisoryUpdate Failed(string subject, string detail)
    {
        log.Report(new(Problems.AdvisorySourceUnavailable, subject, detail));
        return new(DotNetComponents.Ecosystem, AdvisoryUpdateOutcome.Failed, null, 0);
    }

    private sealed record ReleaseData(ImmutableArray<DotNetRelease> Releases, FeedStamp? Stamp);
}
