using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Engines;

public sealed class EngineTests
{
    [Theory, InlineData("1.24", "/v1.24/"), InlineData("1.41", "/v1.41/"), InlineData("9.9", "/v1.51/")]
    public async Task Speaks_the_version_that_both_know(string version, string prefix)
    {
        using var engine = new FakeEngine(DockerArchiveWriter.Write(TestImage.Alpine()), version);

        using var read = await ReadImage.ReadAsync("docker:example/app:1.0", _ => false, access: engine.Access);

        Assert.All(engine.Paths.Where(path => path != "/_ping"), path => Assert.StartsWith(prefix, path, StringComparison.Ordinal));
        Assert.Equal(("docker", "app"), (read.Image.Kind, read.Image.LogicalName));
    }

    [Fact]
    public async Task Asks_an_engine_that_can_choose_for_the_platform()
    {
        using var engine = new FakeEngine(DockerArchiveWriter.Write(TestImage.Alpine()), "1.49");

        using var read = await ReadImage.ReadAsync("docker:example/app:1.0", _ => false, platform: "linux/amd64", access: engine.Access);

        Assert.Contains(engine.Paths, path => path.EndsWith("?platform=%7B%22os%22%3A%22linux%22%2C%22architecture%22%3A%22amd64%22%7D", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bare_name_is_looked_for_in_the_engine_before_any_registry()
    {
        using var engine = new FakeEngine(DockerArchiveWriter.Write(TestImage.Alpine()));

        using var read = await ReadImage.ReadAsync("example/app:1.0", _ => false, access: engine.Access);

        Assert.Equal("docker", read.Image.Kind);
    }

    [Fact]
    public async Task A_bare_name_that_no_engine_has_is_looked_for_in_its_registry()
    {
        using var engine = new FakeEngine([]);
        using var registry = new FakeRegistry(OciLayoutWriter.Write(TestImage.Alpine()));

        using var read = await ReadImage.ReadAsync(registry.Image, _ => false, access: engine.Access);

        Assert.Equal("registry", read.Image.Kind);
    }

    [Fact]
    public async Task An_image_of_another_platform_than_asked_for_is_not_the_one()
    {
        using var engine = new FakeEngine(DockerArchiveWriter.Write(TestImage.Alpine()));

        var failure = await Assert.ThrowsAsync<GuardException>(() => ReadImage.ReadAsync("127.0.0.1:1/example/app:1.0", _ => false, platform: "linux/arm64", access: engine.Access));

        Assert.Equal("PG2020", failure.Problem.Code); // The registry was asked next.
    }

    [Theory]
    [InlineData("docker:nope", "PG2001")]
    [InlineData("docker:", "PG1001")]
    public void Says_what_an_engine_does_not_have(string target, string code)
    {
        using var engine = new FakeEngine([]);

        Assert.Equal(code, Refused(target, engine.Access.Environment).Problem.Code);
    }

    [Theory]
    [InlineData("ssh://me@host", "PG1001", "ssh -nNT")]
    [InlineData("ftp://host", "PG1001", "unix://PATH")]
    [InlineData("tcp://user:secret@host:1", "PG1001", "unix://PATH")]
    [InlineData("nonsense", "PG1001", "unix://PATH")]
    [InlineData("tcp://127.0.0.1:1", "PG2029", "Connection refused")]
    [InlineData("unix:///does/not/exist.sock", "PG2029", "/does/not/exist.sock")]
    public void Says_what_is_wrong_with_the_address(string address, string code, string words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The words are those of Linux.");
        var failure = Refused("docker:x", name => name == "DOCKER_HOST" ? address : null);

        Assert.Equal(code, failure.Problem.Code);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_no_podman_is_here() => Assert.Equal("PG2029", Refused("podman:x", name => name == "XDG_RUNTIME_DIR" ? "/nowhere" : name == "CONTAINER_HOST" ? "unix:///nowhere.sock" : null).Problem.Code);

    [Theory]
    [InlineData("tcp://host", null, "host:2375", false)]
    [InlineData("tcp://host", "1", "host:2376", true)]
    [InlineData("tcp://host:99", "1", "host:99", true)]
    [InlineData("https://host:99", null, "host:99", true)]
    public void Reads_DOCKER_HOST_as_docker_does(string text, string? verify, string place, bool secure)
    {
        var address = Assert.Single(EngineAddress.Candidates("docker", name => name switch { "DOCKER_HOST" => text, "DOCKER_TLS_VERIFY" => verify, "DOCKER_CERT_PATH" => "/certs", _ => null }));

        Assert.Equal((place, secure ? "/certs" : null), (address.Place, address.Certificates));
    }

    [Fact]
    public void A_damaged_archive_of_an_engine_is_said_to_be_damaged()
    {
        using var engine = new FakeEngine("no archive"u8.ToArray());

        Assert.Equal("PG2002", Refused("docker:example/app:1.0", engine.Access.Environment).Problem.Code);
    }

    private static GuardException Refused(string target, Func<string, string?> environment) => Assert.Throws<GuardException>(() =>
        ImageOpener.Open(target, null, ReadLimits.Default, new TestLog(), TestContext.Current.CancellationToken, registries: FakeRegistry.Access with { Environment = environment }));
}
