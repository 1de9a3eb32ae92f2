using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PipelineGuard.Advisories.Stores;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Advisories.Feeds;

/// <summary>An export on a web server. A proxy is taken from the environment, as .NET's <see cref="HttpClient"/> does.</summary>
internal sealed class HttpFeed : IAdvisoryFeed
{
    private readonly HttpClient _client;
    private readonly Uri _base;
    private readonly string _folder;
    private readonly RetryPolicy _retry;
    private readonly TimeProvider _time;
    private readonly long _maxBytes;

    /// <summary>Downloads nothing yet.</summary>
    /// <param name="address">The address above the ecosystems.</param>
    /// <param name="folder">Where a download stands until it is used; on the disk, because it may be large.</param>
    /// <param name="retry">How patient it is.</param>
    /// <param name="maxBytes">The size at which a file is refused.</param>
    /// <param name="time">The clock for pauses.</param>
    /// <exception cref="GuardException">The address is not https, nor http to this machine (PG4008).</exception>
    public HttpFeed(Uri address, string folder, RetryPolicy retry, long maxBytes, TimeProvider time)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
            throw new GuardException(Problems.BadAdvisorySource, WithoutUser(address), "Advisories are only downloaded over https.");
        (_base, _folder, _retry, _time, _maxBytes) = (address, folder, retry, time, maxBytes);
        _client = new(new SocketsHttpHandler { ConnectTimeout = retry.Silence }) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new("PipelineGuard", typeof(HttpFeed).Assembly.GetName().Version?.ToString(3)));
    }

    /// <inheritdoc/>
    public string Name => WithoutUser(_base);

    /// <inheritdoc/>
    public IReadOnlyList<string> VisibleEcosystems => [];

    /// <inheritdoc/>
    public async Task<FetchedFile> FetchAsync(string path, FeedStamp? known, CancellationToken cancellation)
    {
        var address = AddressOf(path);
        for (int failure = 1; ; failure++)
        {
            var attempt = await TryFetchAsync(address, known, cancellation).ConfigureAwait(false);
            if (attempt.File is { } file) return file;
            if (failure >= _retry.Attempts || !attempt.IsTemporary)
                throw new GuardException(Problems.AdvisorySourceUnavailable, WithoutUser(address), attempt.Reason!);
            await Task.Delay(_retry.Pause(failure, attempt.RetryAfter, _time.GetUtcNow()), _time, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private Uri AddressOf(string path)
    {
        var address = new UriBuilder(_base);
        address.Path = address.Path.TrimEnd('/') + "/" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return address.Uri;
    }

    private async Task<Attempt> TryFetchAsync(Uri address, FeedStamp? known, CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(_retry.Silence);
        try
        {
            using var request = Request(address, known);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => new(await ReadAsync(response, address, silence).ConfigureAwait(false)),
                HttpStatusCode.NotModified when known is not null => new(new FetchedFile(FetchOutcome.Unchanged, null, known)),
                HttpStatusCode.NotFound => new(FetchedFile.Missing),
                _ => new(null, $"The server answered {(int)response.StatusCode} {response.ReasonPhrase}.", RetryPolicy.IsTemporary(response.StatusCode), response.Headers.RetryAfter),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(null, $"The server was silent for {_retry.Silence.TotalSeconds:0.#} seconds.", IsTemporary: true);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            return new(null, e.Message, IsTemporary: true);
        }
    }

    private HttpRequestMessage Request(Uri address, FeedStamp? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, WithoutUser(address));
        if (_base.UserInfo.Length > 0)
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(_base.UserInfo))));
        if (known?.Source != WithoutUser(address)) return request; // The marks of one mirror mean nothing to another.
        if (EntityTagHeaderValue.TryParse(known.ETag, out var tag)) request.Headers.IfNoneMatch.Add(tag);
        if (known.LastModified.Length > 0) request.Headers.TryAddWithoutValidation("If-Modified-Since", known.LastModified);
        return request;
    }

    private async Task<FetchedFile> ReadAsync(HttpResponseMessage response, Uri address, CancellationTokenSource silence)
    {
        var target = AtomicFile.CreateBeside(Path.Combine(_folder, "download"), FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
            var buffer = new byte[1 << 16];
            long length = 0;
            for (int read; (read = await body.ReadAsync(buffer, silence.Token).ConfigureAwait(false)) > 0;)
            {
                if ((length += read) > _maxBytes) throw new GuardException(Problems.BadAdvisorySource, WithoutUser(address), $"The file is larger than {_maxBytes} bytes.");
                await target.WriteAsync(buffer.AsMemory(0, read), silence.Token).ConfigureAwait(false);
                silence.CancelAfter(_retry.Silence);
            }
            target.Position = 0;
            return new(FetchOutcome.Fetched, target, StampOf(response, address));
        }
        catch
        {
            await target.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static FeedStamp StampOf(HttpResponseMessage response, Uri address) => new(
        WithoutUser(address),
        response.Headers.ETag?.ToString() ?? "",
        response.Content.Headers.NonValidated.TryGetValues("Last-Modified", out var dates) ? dates.ToString() : "");

    private static string WithoutUser(Uri address) => new UriBuilder(address) { UserName = "", Password = "" }.Uri.AbsoluteUri;

    // A failed attempt has a reason and no file.
    private sealed record Attempt(FetchedFile? File, string? Reason = null, bool IsTemporary = false, RetryConditionHeaderValue? RetryAfter = null);
}
