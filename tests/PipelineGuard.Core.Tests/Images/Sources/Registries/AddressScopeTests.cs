using System.Net;

namespace PipelineGuard.Images.Sources.Registries;

public sealed class AddressScopeTests
{
    [Theory]
    [InlineData("8.8.8.8", "Public")]
    [InlineData("172.32.0.1", "Public")]
    [InlineData("2a00:1450::1", "Public")]
    [InlineData("10.1.2.3", "Private")]
    [InlineData("172.16.0.1", "Private")]
    [InlineData("172.31.255.255", "Private")]
    [InlineData("192.168.1.1", "Private")]
    [InlineData("100.64.0.1", "Private")]
    [InlineData("fd00::1", "Private")]
    [InlineData("::ffff:10.0.0.1", "Private")]
    [InlineData("127.0.0.1", "Loopback")]
    [InlineData("127.9.9.9", "Loopback")]
    [InlineData("::1", "Loopback")]
    [InlineData("169.254.169.254", "Forbidden")]
    [InlineData("::ffff:169.254.169.254", "Forbidden")]
    [InlineData("fe80::1", "Forbidden")]
    [InlineData("0.0.0.0", "Forbidden")]
    [InlineData("::", "Forbidden")]
    [InlineData("224.0.0.1", "Forbidden")]
    [InlineData("255.255.255.255", "Forbidden")]
    [InlineData("ff02::1", "Forbidden")]
    public void Knows_how_far_inside_an_address_is(string address, string scope) => Assert.Equal(scope, AddressScopes.Of(IPAddress.Parse(address)).ToString());

    [Fact]
    public void A_name_is_as_far_inside_as_its_innermost_address() =>
        Assert.Equal(AddressScope.Private, AddressScopes.Of([IPAddress.Parse("8.8.8.8"), IPAddress.Parse("10.0.0.1")]));

    [Theory]
    [InlineData("registry-1.docker.io", "https://auth.docker.io/token", true)]
    [InlineData("ghcr.io", "https://ghcr.io/token", true)]
    [InlineData("registry.gitlab.com", "https://gitlab.com/jwt/auth", true)]
    [InlineData("registry.redhat.io", "https://sso.redhat.com/auth", true)]
    [InlineData("team.azurecr.io", "https://team.azurecr.io/oauth2/token", true)]
    [InlineData("team.azurecr.io", "https://evil.azurecr.io/oauth2/token", false)]
    [InlineData("registry.example.com", "https://example.com.evil.org/token", false)]
    [InlineData("registry.example.com", "https://evilexample.com/token", false)]
    [InlineData("registry.example.co.uk", "https://auth.example.co.uk/token", true)]
    [InlineData("example.co.uk", "https://evil.co.uk/token", false)]
    [InlineData("10.0.0.1", "https://10.0.0.2/token", false)]
    [InlineData("registry.example.com", "https://login.example.org/token", false, "login.example.org", true)]
    public void Knows_who_may_have_the_credential_of_a_registry(string registry, string realm, bool allowed, string? named = null, bool allowedWhenNamed = false)
    {
        Assert.Equal(allowed, new RegistryHost(registry, new()).MayHaveCredential(new Uri(realm)));
        if (named is not null) Assert.Equal(allowedWhenNamed, new RegistryHost(registry, new() { TokenServers = [named] }).MayHaveCredential(new Uri(realm)));
    }
}
