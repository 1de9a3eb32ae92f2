using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>
/// Asks one registry about one repository (OCI distribution specification 1.1). A proxy is taken from the environment, as .NET's
/// <see cref="HttpClient"/> does. Redirects are followed one by one: none leads further into a network than the registry itself is, and
/// no credential goes along.
/// </summary>
internal sealed class RegistryClient : IDisposable
{
    private const int MaxRedirects = 5;
    private const string JsonType = "application/json";
    private static readonly HttpRequestOptionsKey<IPAddress[]> Pinned = new("PipelineGuard.Addresses");
    private static readonly string[] ManifestTypes = [MediaTypes.OciIndex, MediaTypes.OciManifest, MediaTypes.DockerIndex, MediaTypes.DockerManifest];

    // Registries from before version 1.1 of the specification know neither referrers nor that they do not.
    private static readonly HttpStatusCode[] Absent = [HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotImplemented];

    private readonly RegistryReference _reference;
    private readonly RegistryAccess _access;
    private readonly RegistryHost _host;
    private readonly RegistryTrust _trust;
    private readonly RegistryLogin _login;
    private readonly HttpClient _http;
    private volatile AuthenticationHeaderValue? _authorization;
    private Uri? _base;

    /// <summary>Asks nothing yet.</summary>
    /// <exception cref="GuardException">PG1001: the certificate authorities cannot be read.</exception>
    public RegistryClient(RegistryReference reference, RegistryAccess access, IScanLog log)
    {
        (_reference, _access, _host, _trust) = (reference, access, new(reference.Host, access), new(reference.Host, access));
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = access.Retry.Silence, ConnectCallback = ConnectAsync };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => _trust.Check(certificate, chain, errors);
        _http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new("PipelineGuard", typeof(RegistryClient).Assembly.GetName().Version?.ToString(3)));
        _login = new(reference, _host, new(access.Environment, new(access.HelperPatience, access.Environment), log), SendPinnedAsync);
    }

    /// <summary>How patient it is.</summary>
    public RetryPolicy Retry => _access.Retry;

    /// <summary>The manifest of a tag or digest.</summary>
    /// <exception cref="GuardException">The registry does not give it.</exception>
    public async Task<HttpResponseMessage> GetManifestAsync(string tagOrDigest, CancellationToken cancellation) =>
        (await GetAsync($"manifests/{tagOrDigest}", ManifestTypes, from: 0, [], cancellation).ConfigureAwait(false))!;

    /// <summary>A blob, from a byte on.</summary>
    /// <exception cref="GuardException">The registry does not give it.</exception>
    public async Task<HttpResponseMessage> GetBlobAsync(Digest digest, long from, CancellationToken cancellation) =>
        (await GetAsync($"blobs/{digest}", [], from, [], cancellation).ConfigureAwait(false))!;

    /// <summary>A page of the list of tags (OCI distribution specification 1.1 §listing tags).</summary>
    /// <exception cref="GuardException">The registry does not give it.</exception>
    public async Task<HttpResponseMessage> GetTagsAsync(string path, CancellationToken cancellation) =>
        (await GetAsync(path, [JsonType], from: 0, [], cancellation).ConfigureAwait(false))!;

    /// <summary>Something else of the repository; null when the registry does not have it, or does not know such things.</summary>
    /// <exception cref="GuardException">The registry does not answer as it should.</exception>
    public Task<HttpResponseMessage?> TryGetAsync(string path, string accept, CancellationToken cancellation) => GetAsync(path, [accept], from: 0, Absent, cancellation);

    /// <summary>The path below the repository that a link in an answer leads to; null when it leads elsewhere.</summary>
    public string? PathOf(string link)
    {
        var prefix = $"/v2/{_reference.Repository}/";
        bool isHere = _base is not null && Uri.TryCreate(_base, link, out var address) && address.Authority == _base.Authority && address.Scheme == _base.Scheme;
        return isHere && new Uri(_base!, link).PathAndQuery is var path && path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _trust.Dispose();
    }

    // Null for an answer that was named as one that means "there is none".
    private async Task<HttpResponseMessage?> GetAsync(string path, string[] accept, long from, HttpStatusCode[] absent, CancellationToken cancellation)
    {
        for (int failure = 1; ; failure++)
        {
            var attempt = await AttemptAsync(path, accept, from, cancellation).ConfigureAwait(false);
            if (attempt.Response is { } response) return response;
            if (attempt.Status is { } status && absent.Contains(status)) return null;
            var pause = Retry.Pause(failure, attempt.RetryAfter, _access.Time.GetUtcNow());
            if (failure >= Retry.Attempts || !attempt.IsTemporary || AsksForMoreThan(Retry.LongestPause, attempt.RetryAfter)) throw attempt.Failure!;
            await Task.Delay(pause, _access.Time, cancellation).ConfigureAwait(false);
        }
    }

    // Coming back earlier than asked for would only be refused again.
    private bool AsksForMoreThan(TimeSpan longest, RetryConditionHeaderValue? retryAfter) => (retryAfter?.Delta ?? (retryAfter?.Date - _access.Time.GetUtcNow())) > longest;

    private async Task<Attempt> AttemptAsync(string path, string[] accept, long from, CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(Retry.Silence);
        try
        {
            _base ??= await FindBaseAsync(silence.Token).ConfigureAwait(false);
            return await AskAsync(new Uri(_base, $"/v2/{_reference.Repository}/{path}"), accept, from, silence).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(null, RegistryFailure.Unreachable(_reference, $"'{_host.Authority}' was silent for {Retry.Silence.TotalSeconds:0.#} seconds."), IsTemporary: true);
        }
        catch (TokenServerBusyException busy)
        {
            return new(null, busy.Failure, IsTemporary: true, busy.RetryAfter);
        }
        catch (Exception failure) when (failure is HttpRequestException or HttpIOException or IOException)
        {
            bool isFinal = failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.NameResolutionError };
            return new(null, RegistryFailure.Unreachable(_reference, Explained(failure), failure), !isFinal);
        }
    }

    private async Task<Attempt> AskAsync(Uri address, string[] accept, long from, CancellationTokenSource silence)
    {
        var cancellation = silence.Token;
        var used = _authorization;
        var (response, isOwn) = await FollowAsync(address, accept, from, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            if (!isOwn) throw AskedByStranger(response);
            if (AuthChallenge.From(response.Headers.WwwAuthenticate) is not { } challenge) throw Discarded(response, RegistryFailure.Of(response, _reference));
            response.Dispose();
            // A credential helper may have to ask a person.
            silence.CancelAfter(Retry.Silence + _access.HelperPatience);
            // Another thread may have fetched a new token in the meantime.
            if (_authorization is null || _authorization == used) _authorization = await _login.AnswerAsync(challenge, cancellation).ConfigureAwait(false);
            (response, isOwn) = await FollowAsync(address, accept, from, cancellation).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.Unauthorized && !isOwn) throw AskedByStranger(response);
        }
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent) return new(response, null, IsTemporary: false);
        var attempt = new Attempt(null, RegistryFailure.Of(response, _reference), RetryPolicy.IsTemporary(response.StatusCode), response.Headers.RetryAfter, response.StatusCode);
        response.Dispose();
        return attempt;
    }

    // Gives the last answer, and whether it came from the registry itself.
    private async Task<(HttpResponseMessage Response, bool IsOwn)> FollowAsync(Uri address, string[] accept, long from, CancellationToken cancellation)
    {
        bool isOwn = true;
        IPAddress[] pinned = [];
        for (int redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            foreach (var type in accept) request.Headers.Accept.Add(new(type));
            if (from > 0) request.Headers.Range = new(from, null);
            if (isOwn) request.Headers.Authorization = _authorization;
            var response = await SendPinnedAsync(request, pinned, cancellation).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location) return (response, isOwn);
            response.Dispose();
            address = new Uri(address, location);
            pinned = await _host.CheckAsync(address, "It redirects to", _reference.ToString(), cancellation).ConfigureAwait(false);
            isOwn &= address.Scheme == _base!.Scheme && address.Authority == _base.Authority;
        }
        throw RegistryHost.Refused(_reference.ToString(), $"It redirects more than {MaxRedirects} times.");
    }

    private Task<HttpResponseMessage> SendPinnedAsync(HttpRequestMessage request, IPAddress[] addresses, CancellationToken cancellation)
    {
        if (addresses.Length > 0) request.Options.Set(Pinned, addresses);
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    // What was checked is what is connected to: asked again, a name could answer with another address.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            bool isDirect = context.InitialRequestMessage.RequestUri?.DnsSafeHost == context.DnsEndPoint.Host;
            if (isDirect && context.InitialRequestMessage.Options.TryGetValue(Pinned, out var addresses)) await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false);
            else await socket.ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // As Docker does: TLS is tried first also where it is not required. A certificate that is not trusted is no reason to do without.
    private async Task<Uri> FindBaseAsync(CancellationToken cancellation)
    {
        var secure = new Uri($"https://{_host.Authority}");
        if (!_host.MayBePlain) return secure;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(secure, "/v2/"));
            using var response = await SendPinnedAsync(request, [], cancellation).ConfigureAwait(false);
            return secure;
        }
        catch (HttpRequestException failure) when (!_trust.SawCertificate && failure.HttpRequestError is HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError or HttpRequestError.ResponseEnded or HttpRequestError.Unknown)
        {
            return new Uri($"http://{_host.Authority}");
        }
    }

    private string Explained(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } when _trust.SawCertificate =>
            $"The certificate of '{_host.Authority}' is not trusted: name its authority with --registry-ca or SSL_CERT_FILE.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            $"'{_host.Authority}' does not speak TLS: if it may be asked without, say '--insecure-registry {_host.Authority}'.",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => $"The name '{_host.Authority}' is not known.",
        _ => $"'{_host.Authority}' could not be asked: {(failure.InnerException ?? failure).Message.TrimEnd('.')}.",
    };

    // Whoever a registry redirects to has no claim to its credential.
    private GuardException AskedByStranger(HttpResponseMessage response) =>
        Discarded(response, RegistryHost.Refused(_reference.ToString(), "It redirected to another host, which asked for a credential; none was sent."));

    private static GuardException Discarded(HttpResponseMessage response, GuardException failure)
    {
        response.Dispose();
        return failure;
    }

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    // A failed attempt has a failure and no response.
    private sealed record Attempt(HttpResponseMessage? Response, GuardException? Failure, bool IsTemporary, RetryConditionHeaderValue? RetryAfter = null, HttpStatusCode? Status = null);
}
