using System.Net;
using System.Net.Sockets;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>
/// How far inside a network an address lies. A registry may send us to places that are as far inside as itself, or further out; a public
/// registry that names an address of the private network would have us ask questions there that it cannot ask itself.
/// </summary>
internal enum AddressScope
{
    /// <summary>Reachable for everybody.</summary>
    Public,

    /// <summary>Of a private network (RFC 1918, RFC 4193, RFC 6598).</summary>
    Private,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>Link-local (RFC 3927, RFC 4291), where clouds hand out credentials, or not the address of one host: never a registry.</summary>
    Forbidden,
}

/// <summary>Tells scopes.</summary>
internal static class AddressScopes
{
    /// <summary>The scope of an address.</summary>
    public static AddressScope Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return AddressScope.Loopback;
        return address.AddressFamily == AddressFamily.InterNetwork ? OfVersion4(address.GetAddressBytes()) : OfVersion6(address);
    }

    /// <summary>The innermost scope of the addresses that a name has; public for none, as then nobody can be reached.</summary>
    public static AddressScope Of(IEnumerable<IPAddress> addresses) => addresses.Select(Of).DefaultIfEmpty(AddressScope.Public).Max();

    private static AddressScope OfVersion4(byte[] bytes) => bytes switch
    {
        [0, ..] or [169, 254, ..] or [>= 224, ..] => AddressScope.Forbidden,
        [10, ..] or [192, 168, ..] or [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..] => AddressScope.Private,
        _ => AddressScope.Public,
    };

    private static AddressScope OfVersion6(IPAddress address)
    {
        if (address.IsIPv6LinkLocal || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any)) return AddressScope.Forbidden;
        return address.IsIPv6UniqueLocal || address.IsIPv6SiteLocal ? AddressScope.Private : AddressScope.Public;
    }
}
