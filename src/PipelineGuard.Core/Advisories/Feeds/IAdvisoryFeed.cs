namespace PipelineGuard.Advisories.Feeds;

/// <summary>A place that has OSV's bulk export: <c>ecosystems.txt</c> and <c>&lt;Ecosystem&gt;/all.zip</c>.</summary>
internal interface IAdvisoryFeed : IDisposable
{
    /// <summary>How to call it in messages; holds no password.</summary>
    string Name { get; }

    /// <summary>The ecosystems that can be seen without a list; empty where only <c>ecosystems.txt</c> knows.</summary>
    IReadOnlyList<string> VisibleEcosystems { get; }

    /// <summary>Fetches a file.</summary>
    /// <param name="path">Relative to the place, with forward slashes, unescaped: <c>Azure Linux/all.zip</c>.</param>
    /// <param name="known">The version that is here already; null to fetch in any case.</param>
    /// <param name="cancellation">Ends it early; nothing is left behind.</param>
    /// <exception cref="Findings.GuardException">The place cannot be reached (PG4006), or the file is too large (PG4008).</exception>
    Task<FetchedFile> FetchAsync(string path, FeedStamp? known, CancellationToken cancellation);
}

/// <summary>Which version of a file a server gave (RFC 9110 §8.8); texts as the server wrote them, empty when it gave none.</summary>
/// <param name="Source">The address without user name and password.</param>
/// <param name="ETag">Its entity tag.</param>
/// <param name="LastModified">Its date.</param>
internal sealed record FeedStamp(string Source, string ETag, string LastModified);

/// <summary>What became of a fetch.</summary>
internal enum FetchOutcome
{
    /// <summary>The content is here.</summary>
    Fetched,

    /// <summary>The known version is still the current one.</summary>
    Unchanged,

    /// <summary>There is no such file.</summary>
    Missing,
}

/// <summary>The answer to a fetch.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Content">The file, able to seek; null unless it was fetched.</param>
/// <param name="Stamp">The version that was fetched, or is unchanged; null for a file of this machine.</param>
internal sealed record FetchedFile(FetchOutcome Outcome, Stream? Content, FeedStamp? Stamp) : IDisposable
{
    /// <summary>There is no such file.</summary>
    public static FetchedFile Missing { get; } = new(FetchOutcome.Missing, null, null);

    /// <inheritdoc/>
    public void Dispose() => Content?.Dispose();
}
