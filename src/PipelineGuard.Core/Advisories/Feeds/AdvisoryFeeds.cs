using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Advisories.Feeds;

/// <summary>Recognises what the user named as the source of advisories.</summary>
internal static class AdvisoryFeeds
{
    /// <summary>Opens one feed over all places.</summary>
    /// <param name="places">Folders and addresses, in the order of preference; at least one.</param>
    /// <param name="folder">Where downloads stand until they are used.</param>
    /// <param name="retry">How patient downloads are.</param>
    /// <param name="limits">How large they may be.</param>
    /// <param name="time">The clock for pauses.</param>
    /// <exception cref="GuardException">A place is neither a folder nor an address (PG4008).</exception>
    public static IAdvisoryFeed Open(IReadOnlyList<string> places, string folder, RetryPolicy retry, Osv.OsvLimits limits, TimeProvider time) =>
        new MirroredFeed([.. places.Select(place => OpenOne(place, folder, retry, limits, time))]);

    private static IAdvisoryFeed OpenOne(string place, string folder, RetryPolicy retry, Osv.OsvLimits limits, TimeProvider time)
    {
        if (Directory.Exists(place)) return new FolderFeed(place);
        if (File.Exists(place)) return new ZipFeed(place);
        if (Uri.TryCreate(place, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return new HttpFeed(address, folder, retry, limits.DownloadBytes, time);
        throw new GuardException(Problems.BadAdvisorySource, place, Artifacts.StoreArtifact.IsOne(place) ? "Prebuilt stores are taken by 'db update', and before other places." : "It is neither a folder, nor a zip file, nor a web address.");
    }
}
