using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>
/// Answers a registry's request for a login: with a token, fetched with the credential or without one (distribution's token
/// authentication specification; OAuth2 for identity tokens), or with name and password.
/// </summary>
/// <param name="reference">The image; tokens are asked for to read it and nothing more.</param>
/// <param name="host">Says who may be spoken to.</param>
/// <param name="credentials">Where credentials are found.</param>
/// <param name="send">Sends a request to a token server, pinned to the addresses that were checked.</param>
internal sealed class RegistryLogin(
    RegistryReference reference, RegistryHost host, CredentialFiles credentials, Func<HttpRequestMessage, IPAddress[], CancellationToken, Task<HttpResponseMessage>> send)
{
    private const int MaxTokenBytes = 1 << 20;
    private const string Client = "pipelineguard";

    private RegistryCredential? _credential;
    private bool _looked;

    /// <summary>The answer to a challenge.</summary>
    /// <exception cref="GuardException">There is no credential, it was refused, or it was asked for by somebody who must not have it.</exception>
    /// <exception cref="TokenServerBusyException">It is worth asking again.</exception>
    public async Task<AuthenticationHeaderValue> AnswerAsync(AuthChallenge challenge, CancellationToken cancellation)
    {
        if (!_looked) (_credential, _looked) = (credentials.Find(reference, cancellation), true);
        if (challenge.Scheme == "bearer") return new("Bearer", await TokenAsync(challenge, cancellation).ConfigureAwait(false));
        return _credential is { IdentityToken: null } known ? Basic(known) : throw Unauthorized($"It wants a name and a password, and there are none for it: run 'docker login {reference.Host}'.");
    }

    private GuardException Unauthorized(string detail) => new(Problems.RegistryUnauthorized, reference.ToString(), detail);

    private static AuthenticationHeaderValue Basic(RegistryCredential credential) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.User}:{credential.Secret}")));

    private async Task<string> TokenAsync(AuthChallenge challenge, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(challenge.Realm, UriKind.Absolute, out var realm)) throw RegistryHost.Refused(reference.ToString(), "It names no address that gives out tokens.");
        var addresses = await host.CheckAsync(realm, "It sends for a token to", reference.ToString(), cancellation).ConfigureAwait(false);
        if (_credential is not null && !host.MayHaveCredential(realm))
        {
            throw RegistryHost.Refused(reference.ToString(), $"It wants its credential sent to '{realm.Authority}', which is not of its domain; if that is right, say '--token-server {realm.Authority}'.");
        }
        using var request = Request(realm, challenge.Service);
        using var response = await send(request, addresses, cancellation).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest)
        {
            throw Unauthorized(_credential is null ? $"'{realm.Authority}' gives no token to strangers: run 'docker login {reference.Host}'." : $"'{realm.Authority}' refused the login: run 'docker login {reference.Host}' again.");
        }
        if (RetryPolicy.IsTemporary(response.StatusCode)) throw new TokenServerBusyException(RegistryFailure.Of(response, reference, realm.Authority), response.Headers.RetryAfter);
        if (response.StatusCode != HttpStatusCode.OK) throw RegistryFailure.Of(response, reference, realm.Authority);
        return await ReadAsync(response, realm, cancellation).ConfigureAwait(false);
    }

    private HttpRequestMessage Request(Uri realm, string? service)
    {
        var scope = $"repository:{reference.Repository}:pull";
        if (_credential?.IdentityToken is { } identity)
        {
            var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["service"] = service ?? reference.Host, ["scope"] = scope, ["client_id"] = Client, ["refresh_token"] = identity };
            return new(HttpMethod.Post, realm) { Content = new FormUrlEncodedContent(form) };
        }
        var query = $"{(realm.Query.Length > 1 ? realm.Query + '&' : "?")}scope={Uri.EscapeDataString(scope)}{(service is null ? "" : "&service=" + Uri.EscapeDataString(service))}";
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(realm.GetLeftPart(UriPartial.Path) + query));
        if (_credential is { } known) request.Headers.Authorization = Basic(known);
        return request;
    }

    private async Task<string> ReadAsync(HttpResponseMessage response, Uri realm, CancellationToken cancellation)
    {
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            using var document = JsonDocument.Parse(await BoundedBody.ReadAsync(body, MaxTokenBytes, cancellation).ConfigureAwait(false));
            var token = document.RootElement.Text("token") ?? document.RootElement.Text("access_token");
            // It becomes a line of a header.
            if (token is { Length: > 0 } && !token.AsSpan().ContainsAnyInRange('\0', ' ')) return token;
        }
        catch (Exception failure) when (failure is JsonException or LimitException)
        {
            // Said below: what came is nobody's business.
        }
        throw new GuardException(Problems.RegistryFailed, reference.ToString(), $"'{realm.Authority}' answered with something that is no token.");
    }
}
