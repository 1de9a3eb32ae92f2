using System.Security.Cryptography.X509Certificates;
using PipelineGuard.Advisories;
using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;

namespace PipelineGuard.Images.Sources.Engines;

/// <summary>An engine behind TCP and TLS, as <c>DOCKER_TLS_VERIFY</c> and <c>DOCKER_CERT_PATH</c> name it.</summary>
public sealed class EngineTlsTests : IDisposable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();

    public EngineTlsTests() => File.WriteAllText(_folder["ca.pem"], _authority.Pem);

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Is_read_when_the_authority_in_the_folder_vouches_for_it()
    {
        using var engine = Engine("127.0.0.1");

        using var read = await ReadAsync(engine);

        Assert.Equal("docker", read.Image.Kind);
        Assert.All(engine.Clients, Assert.Null);
    }

    [Fact]
    public async Task Is_shown_the_certificate_in_the_folder()
    {
        var own = _authority.Certify("client", usage: ClientAuthentication);
        File.WriteAllText(_folder["cert.pem"], own.ExportCertificatePem());
        File.WriteAllText(_folder["key.pem"], own.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        using var engine = Engine("127.0.0.1");

        using var read = await ReadAsync(engine);

        Assert.NotEmpty(engine.Clients);
        Assert.All(engine.Clients, client => Assert.Equal(own.Thumbprint, client));
    }

    [Theory, InlineData("127.0.0.1", false), InlineData("host.example", true)]
    public async Task Is_not_spoken_to_when_nobody_vouches_for_it_or_for_its_name(string name, bool sameAuthority)
    {
        using var other = new TestAuthority();
        if (!sameAuthority) File.WriteAllText(_folder["ca.pem"], other.Pem);
        using var engine = Engine(name);

        var failure = await Assert.ThrowsAsync<GuardException>(() => ReadAsync(engine));

        Assert.Equal("PG2029", failure.Problem.Code);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task Certificates_that_cannot_be_read_are_bad_usage()
    {
        File.Delete(_folder["ca.pem"]);
        using var engine = Engine("127.0.0.1");

        var failure = await Assert.ThrowsAsync<GuardException>(() => ReadAsync(engine));

        Assert.Equal(("PG1001", "DOCKER_CERT_PATH"), (failure.Problem.Code, failure.Subject));
    }

    private LoopbackServer Engine(string name)
    {
        var archive = DockerArchiveWriter.Write(TestImage.Alpine());
        return new(
            (path, _) => path == "/_ping" ? new(200, "OK"u8.ToArray(), "Api-Version: 1.41\r\n")
                : path.EndsWith("/json", StringComparison.Ordinal) ? new(200, """{"Os":"linux","Architecture":"amd64"}"""u8.ToArray())
                : new(200, archive),
            _authority.Certify(name));
    }

    private Task<ReadImage> ReadAsync(LoopbackServer engine) => ReadImage.ReadAsync("docker:example/app:1.0", _ => false, access: FakeRegistry.Access with
    {
        Environment = name => name switch { "DOCKER_HOST" => "tcp://" + engine.Host, "DOCKER_TLS_VERIFY" => "1", "DOCKER_CERT_PATH" => _folder.Path, _ => null },
    });
}
