using System.Globalization;
using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Engines;

/// <summary>
/// Asks one engine for images, by the API of Docker (docs.docker.com/reference/api/engine), which Podman speaks, too. It is only ever read:
/// nothing is pulled, started or changed.
/// </summary>
internal sealed class EngineClient : IDisposable
{
    private const int MaxAnswerBytes = 4 << 20;
    private static readonly Version Newest = new(1, 51);
    private static readonly Version ChoosesPlatforms = new(1, 48);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly EngineAddress _address;
    private readonly HttpClient _http;
    private readonly X509Certificate2Collection _certificates = [];
    private Version? _version;

    /// <summary>Connects to nothing yet.</summary>
    /// <exception cref="GuardException">PG1001: the certificates cannot be read.</exception>
    public EngineClient(EngineAddress address)
    {
        _address = address;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = Patience };
        if (address.Transport != EngineTransport.Tcp) handler.ConnectCallback = ConnectAsync;
        if (address.Certificates is { } folder) UseCertificates(handler, folder);
        var scheme = address.Certificates is null ? "http" : "https";
        _http = new(handler) { BaseAddress = new Uri(address.Transport == EngineTransport.Tcp ? $"{scheme}://{address.Place}" : "http://engine"), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What an engine says about an image; null when it does not have it.</summary>
    /// <exception cref="GuardException">PG2029: the engine does not answer.</exception>
    public JsonElement? Inspect(string image, CancellationToken cancellation) => Blocking(async stop =>
    {
        using var response = await GetAsync($"/images/{Escaped(image)}/json", stop).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest) return (JsonElement?)null;
        if (response.StatusCode != HttpStatusCode.OK) throw Failed($"It answered {(int)response.StatusCode}.");
        var body = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        using var document = JsonDocument.Parse(await BoundedBody.ReadAsync(body, MaxAnswerBytes, stop).ConfigureAwait(false));
        return document.RootElement.Clone();
    }, Patience, cancellation);

    /// <summary>The image as an archive, the same that <c>docker save</c> writes. The caller disposes it.</summary>
    /// <param name="image">Its name or id.</param>
    /// <param name="platform">Which of several, where the engine can choose; null for its own choice.</param>
    /// <param name="cancellation">Ends this and every read.</param>
    /// <exception cref="GuardException">The engine does not give it.</exception>
    // An engine may write the whole archive to its own disk before the first byte comes.
    public Stream Export(string image, Platform? platform, CancellationToken cancellation) => Blocking(async stop =>
    {
        await NegotiateAsync(stop).ConfigureAwait(false);
        var query = platform is { } wanted && _version >= ChoosesPlatforms ? "?platform=" + Uri.EscapeDataString(Written(wanted)) : "";
        var response = await GetAsync($"/images/{Escaped(image)}/get{query}", stop).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            response.Dispose();
            throw Failed($"It answered {(int)response.StatusCode} when asked for '{image}'.");
        }
        return (Stream)new WaitingStream(await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false), EngineImage.Patience, cancellation);
    }, EngineImage.Patience, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        foreach (var certificate in _certificates) certificate.Dispose();
    }

    // What opens images has no asynchronous way; the wait has an end.
    private T Blocking<T>(Func<CancellationToken, Task<T>> ask, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            return Task.Run(() => ask(limit.Token), limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Failed($"It did not answer within {patience.TotalSeconds:0} seconds.");
        }
        catch (Exception failure) when (failure is HttpRequestException or HttpIOException or IOException or JsonException or LimitException)
        {
            throw Failed((failure.InnerException ?? failure).Message, failure);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellation)
    {
        await NegotiateAsync(cancellation).ConfigureAwait(false);
        var version = _version is null ? "" : $"/v{_version.ToString(2)}";
        return await _http.GetAsync(new Uri(version + path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
    }

    // Engines refuse versions that are newer than themselves, and some that are old.
    private async Task NegotiateAsync(CancellationToken cancellation)
    {
        if (_version is not null) return;
        using var response = await _http.GetAsync(new Uri("/_ping", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) throw Failed($"It answered {(int)response.StatusCode}.");
        if (!response.Headers.TryGetValues("Api-Version", out var stated) || !Version.TryParse(stated.FirstOrDefault(), out var offered)) return;
        _version = offered < Newest ? offered : Newest;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        if (_address.Transport == EngineTransport.NamedPipe)
        {
            var pipe = new NamedPipeClientStream(".", _address.Place, PipeDirection.InOut, PipeOptions.Asynchronous);
            await pipe.ConnectAsync((int)Patience.TotalMilliseconds, cancellation).ConfigureAwait(false);
            return pipe;
        }
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_address.Place), cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // As Docker's own command has it: the authority in the folder, and nobody else, may vouch for the engine.
    private void UseCertificates(SocketsHttpHandler handler, string folder)
    {
        try
        {
            _certificates.ImportFromPemFile(Path.Combine(folder, "ca.pem"));
            var chain = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            chain.CustomTrustStore.AddRange(_certificates);
            handler.SslOptions.CertificateChainPolicy = chain;
            var (certificate, key) = (Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
            if (!File.Exists(certificate)) return;
            using var own = X509Certificate2.CreateFromPemFile(certificate, key);
            // SChannel takes no key that lives in memory only.
            var usable = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null);
            _certificates.Add(usable);
            handler.SslOptions.ClientCertificates = [usable];
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.BadUsage, "DOCKER_CERT_PATH", $"The certificates in '{folder}' cannot be used: {failure.Message}", failure);
        }
    }

    private static string Escaped(string image) => string.Join('/', image.Split('/').Select(Uri.EscapeDataString));

    private static string Written(Platform platform) =>
        $$"""{"os":"{{JsonEncodedText.Encode(platform.OperatingSystem)}}","architecture":"{{JsonEncodedText.Encode(platform.Architecture)}}"{{(platform.Variant is { } variant ? $",\"variant\":\"{JsonEncodedText.Encode(variant)}\"" : "")}}}""";

    private GuardException Failed(string detail, Exception? inner = null) =>
        new(Problems.EngineUnreachable, _address.ToString(), detail.EndsWith('.') ? detail : string.Create(CultureInfo.InvariantCulture, $"{detail}."), inner);
}
