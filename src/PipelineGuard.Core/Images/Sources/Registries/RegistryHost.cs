using System.Net;
using PipelineGuard.Findings;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>Decides which addresses may be spoken to for the sake of one registry, and which of them may see its credential.</summary>
/// <param name="host">The registry as users spell it.</param>
/// <param name="access">What the user allows.</param>
internal sealed class RegistryHost(string host, RegistryAccess access)
{
    // Registries whose tokens come from a host that is no neighbour of theirs.
    private static readonly Dictionary<string, string> KnownTokenServers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["registry.redhat.io"] = "sso.redhat.com",
        ["registry.connect.redhat.com"] = "sso.redhat.com",
    };

    private IPAddress[]? _addresses;

    /// <summary>The host that answers: Docker Hub's has another name.</summary>
    public string Authority { get; } = host == RegistryReference.DockerHub ? "registry-1.docker.io" : host;

    /// <summary>True when it may be asked without TLS.</summary>
    public bool MayBePlain => IsPlainAllowed(new Uri("http://" + Authority));

    /// <summary>Checks that a redirect may be followed, and gives the addresses it was checked for; none when only a proxy knows them.</summary>
    /// <exception cref="GuardException">PG2026: it leads to where this registry has no business to send us.</exception>
    public async Task<IPAddress[]> CheckAsync(Uri target, string what, string subject, CancellationToken cancellation)
    {
        if (target.Scheme != Uri.UriSchemeHttps && !(target.Scheme == Uri.UriSchemeHttp && IsPlainAllowed(target)))
            throw Refused(subject, $"{what} '{WithoutQuery(target)}', which is not https.");
        if (target.UserInfo.Length > 0) throw Refused(subject, $"{what} an address with a user name in it.");
        _addresses ??= await ResolveAsync(new Uri("https://" + Authority).DnsSafeHost, cancellation).ConfigureAwait(false);
        var addresses = await ResolveAsync(target.DnsSafeHost, cancellation).ConfigureAwait(false);
        var (own, other) = (AddressScopes.Of(_addresses), AddressScopes.Of(addresses));
        bool isSame = target.Authority.Equals(Authority, StringComparison.OrdinalIgnoreCase);
        if (!isSame && (other == AddressScope.Forbidden || other > own)) throw Refused(subject, $"{what} '{WithoutQuery(target)}', an address inside a private network.");
        return addresses;
    }

    /// <summary>True when a host may be given the credential: the registry, a host of the same domain, or one that the user named.</summary>
    public bool MayHaveCredential(Uri realm)
    {
        var own = new Uri("https://" + Authority).Host;
        return realm.Host.Equals(own, StringComparison.OrdinalIgnoreCase)
            || KnownTokenServers.GetValueOrDefault(own) == realm.Host
            || access.TokenServers.Any(named => named.Equals(realm.Host, StringComparison.OrdinalIgnoreCase) || named.Equals(realm.Authority, StringComparison.OrdinalIgnoreCase))
            || IsNeighbour(own, realm.Host);
    }

    /// <summary>An address for messages: what stands behind the question mark may be a signature.</summary>
    public static string WithoutQuery(Uri address) => address.GetLeftPart(UriPartial.Path);

    /// <summary>The registry asked for something that it is not given.</summary>
    public static GuardException Refused(string subject, string detail) => new(Problems.RegistryRefused, subject, detail);

    // "auth.docker.io" for "registry-1.docker.io". Below a domain that is rented out by the name, neighbours are strangers.
    private static bool IsNeighbour(string own, string other)
    {
        var domain = ParentOf(own);
        return domain is not null && !IsShared(domain) && (other.Equals(domain, StringComparison.OrdinalIgnoreCase) || other.EndsWith('.' + domain, StringComparison.OrdinalIgnoreCase));
    }

    private static string? ParentOf(string name)
    {
        if (IPAddress.TryParse(name, out _)) return null;
        var labels = name.Split('.');
        return labels.Length > 2 ? string.Join('.', labels[1..]) : labels.Length == 2 ? name : null;
    }

    // Second levels of countries ("co.uk") and the domains of clouds.
    private static bool IsShared(string domain) =>
        domain.Split('.') is [{ Length: <= 3 }, { Length: 2 }]
        || Array.Exists(SharedDomains, shared => domain.Equals(shared, StringComparison.OrdinalIgnoreCase) || domain.EndsWith('.' + shared, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] SharedDomains =
        ["amazonaws.com", "azurecr.io", "azurewebsites.net", "cloudapp.azure.com", "pkg.dev", "github.io", "gitlab.io", "herokuapp.com", "jfrog.io", "cloudfront.net", "run.app", "workers.dev", "pages.dev", "duckdns.org"];

    private bool IsPlainAllowed(Uri target) =>
        target.IsLoopback || access.Insecure.Any(named => named.Equals(target.Authority, StringComparison.OrdinalIgnoreCase) || named.Equals(target.Host, StringComparison.OrdinalIgnoreCase));

    private static async Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(name, out var literal)) return [literal];
        try
        {
            return await Dns.GetHostAddressesAsync(name, cancellation).ConfigureAwait(false);
        }
        catch (System.Net.Sockets.SocketException)
        {
            return []; // Behind a proxy names need not mean anything here; without one, connecting will say so.
        }
    }
}
