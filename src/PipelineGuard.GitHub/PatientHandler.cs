using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace PipelineGuard.GitHub;

/// <summary>How long an answer of GitHub's is waited for.</summary>
internal sealed record Patience
{
    /// <summary>How often a request is sent at most.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The first pause after a fault of the server; each next one is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause that a rate limit may ask for; more than that and the request fails.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the server may be silent.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The pause between two looks at the state of an upload.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the processing of an upload is waited for.</summary>
    public TimeSpan Processing { get; init; } = TimeSpan.FromMinutes(3);
}

/// <summary>
/// Sends a request again when the server was busy, and waits as long as a rate limit asks for: the primary one by <c>x-ratelimit-reset</c>,
/// the secondary one by <c>retry-after</c> (GitHub Docs, "Best practices for using the REST API"). A fault in the middle of something that
/// makes a new thing is not tried again: it might have been made.
/// </summary>
/// <param name="inner">What sends it.</param>
/// <param name="patience">How patient it is.</param>
/// <param name="time">The clock.</param>
/// <param name="cancellation">Ends every wait.</param>
internal sealed class PatientHandler(HttpMessageHandler inner, Patience patience, TimeProvider time, CancellationToken cancellation) : DelegatingHandler(inner)
{
    private const int MaxAnswerBytes = 32 << 20;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RefuseInTheClear(request.RequestUri!);
        request.Headers.TryAddWithoutValidation("X-GitHub-Api-Version", "2022-11-28");
        if (request.Content is { } content) await content.LoadIntoBufferAsync(cancellation).ConfigureAwait(false);
        for (int attempt = 1; ; attempt++)
        {
            var (response, fault) = await TryAsync(request).ConfigureAwait(false);
            var pause = attempt < patience.Attempts ? await PauseAsync(request, response, attempt).ConfigureAwait(false) : null;
            if (pause is null) return response ?? throw new HttpRequestException(fault);
            response?.Dispose();
            await Task.Delay(pause.Value, time, cancellation).ConfigureAwait(false);
        }
    }

    // A redirection could lead the token off the safe path.
    private static void RefuseInTheClear(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback) throw new HttpRequestException($"{address.Host} was to be asked without encryption.");
    }

    private async Task<(HttpResponseMessage? Response, string? Fault)> TryAsync(HttpRequestMessage request)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(patience.Silence);
        try
        {
            var response = await base.SendAsync(request, silence.Token).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, silence.Token).ConfigureAwait(false);
            return (response, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"The server was silent for {patience.Silence.TotalSeconds:0.#} seconds."));
        }
        catch (HttpRequestException failure)
        {
            return (null, failure.Message);
        }
    }

    // Null: there is nothing to wait for.
    private async Task<TimeSpan?> PauseAsync(HttpRequestMessage request, HttpResponseMessage? response, int attempt)
    {
        var backOff = patience.FirstPause * Math.Pow(2, attempt - 1);
        if (response is null) return MayRepeat(request) ? backOff : null;
        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.Forbidden)
        {
            var wait = RetryAfter(response.Headers.RetryAfter) ?? Longer(Reset(response), backOff) ?? (await IsSecondaryAsync(response).ConfigureAwait(false) ? backOff : null);
            return wait <= patience.LongestPause ? wait : null;
        }
        return (int)response.StatusCode >= 500 && MayRepeat(request) ? RetryAfter(response.Headers.RetryAfter) is { } asked && asked <= patience.LongestPause ? asked : backOff : null;
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? Later(date - time.GetUtcNow()) : null);

    private TimeSpan? Reset(HttpResponseMessage response) =>
        Header(response, "x-ratelimit-remaining") == "0" && long.TryParse(Header(response, "x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds < 253402300800
            ? Later(DateTimeOffset.FromUnixTimeSeconds(seconds) - time.GetUtcNow())
            : null;

    // By a clock of ours that is ahead, a limit may be over before it began.
    private static TimeSpan? Longer(TimeSpan? wait, TimeSpan least) => wait < least ? least : wait;

    private static TimeSpan Later(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    private async Task<bool> IsSecondaryAsync(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.TooManyRequests
        || GitHubException.IsLimit(await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false));

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    // Uploads and snapshots replace what was there before; comments, checks and reviews would be there twice.
    private static bool MayRepeat(HttpRequestMessage request) =>
        request.Method != HttpMethod.Post || request.RequestUri!.AbsolutePath.EndsWith("/sarifs", StringComparison.Ordinal) || request.RequestUri.AbsolutePath.EndsWith("/snapshots", StringComparison.Ordinal);
}
