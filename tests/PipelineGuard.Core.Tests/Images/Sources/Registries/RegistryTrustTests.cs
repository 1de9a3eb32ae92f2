using PipelineGuard.Advisories;
using PipelineGuard.Images.Building;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>Certificates of registries, with an authority of the test's own.</summary>
public sealed class RegistryTrustTests : IDisposable
{
    private const string Here = "127.0.0.1";

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();

    public RegistryTrustTests() => File.WriteAllText(_folder["ca.pem"], _authority.Pem);

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<string> Ways => ["--registry-ca", "SSL_CERT_FILE"];

    [Theory, MemberData(nameof(Ways))]
    public async Task An_authority_that_the_user_names_is_trusted(string way)
    {
        using var registry = Served(Here);

        using var read = await RegistryRead.ReadAsync(registry, Naming(way, _folder["ca.pem"]));

        Assert.Equal(2, read.Files.Count);
        Assert.Empty(read.Log.Problems);
    }

    [Fact]
    public async Task Several_authorities_in_one_file_are_all_trusted()
    {
        using var other = new TestAuthority();
        File.WriteAllText(_folder["both.pem"], other.Pem + "\n" + _authority.Pem + "\n");
        using var registry = Served(Here);

        using var read = await RegistryRead.ReadAsync(registry, Naming("--registry-ca", _folder["both.pem"]));

        Assert.Equal(2, read.Files.Count);
    }

    // A registry on this machine may be asked without TLS: one that shows a bad certificate may not.
    [Fact]
    public async Task An_unknown_authority_is_not_trusted_and_nothing_is_sent()
    {
        using var registry = Served(Here);

        await IsNotTrustedAsync(registry, TestLogin.In(_folder, registry.Host));
    }

    [Fact]
    public async Task Another_authority_than_the_named_one_is_not_trusted()
    {
        using var other = new TestAuthority();
        File.WriteAllText(_folder["other.pem"], other.Pem);
        using var registry = Served(Here);

        await IsNotTrustedAsync(registry, Naming("--registry-ca", _folder["other.pem"]));
    }

    [Theory, InlineData("localhost", 2, "1.3.6.1.5.5.7.3.1"), InlineData(Here, -1, "1.3.6.1.5.5.7.3.1"), InlineData(Here, 2, "1.3.6.1.5.5.7.3.2")]
    public async Task A_certificate_for_another_name_or_purpose_or_of_the_past_is_not_trusted(string name, int days, string usage)
    {
        using var registry = new FakeRegistry(OciLayoutWriter.Write(RegistryRead.Sample()), _authority.Certify(name, days, usage));

        await IsNotTrustedAsync(registry, Naming("--registry-ca", _folder["ca.pem"]));
    }

    [Theory, InlineData("not there"), InlineData("empty"), InlineData("garbage"), InlineData("a folder")]
    public async Task A_file_without_authorities_is_bad_usage(string what)
    {
        var file = _folder[what];
        if (what == "a folder") Directory.CreateDirectory(file);
        else if (what != "not there") File.WriteAllText(file, what == "empty" ? "" : "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
        using var registry = Served(Here);

        var refusal = await RegistryRead.RefusedAsync(registry, Naming("--registry-ca", file));

        Assert.Equal(("PG1001", "--registry-ca"), (refusal.Problem.Code, refusal.Subject));
    }

    private FakeRegistry Served(string name) => new(OciLayoutWriter.Write(RegistryRead.Sample()), _authority.Certify(name));

    private static RegistryAccess Naming(string way, string file) => way == "SSL_CERT_FILE"
        ? FakeRegistry.Access with { Environment = name => name == way ? file : null }
        : FakeRegistry.Access with { CertificateAuthorities = file };

    private static async Task IsNotTrustedAsync(FakeRegistry registry, RegistryAccess access)
    {
        var refusal = await RegistryRead.RefusedAsync(registry, access);

        Assert.Equal("PG2020", refusal.Problem.Code);
        Assert.Contains("is not trusted", refusal.Detail, StringComparison.Ordinal);
        Assert.Empty(registry.Requests);
    }
}
