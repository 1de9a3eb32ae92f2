using System.Diagnostics;
using System.Text.Json.Nodes;

namespace PipelineGuard.Cli.RealImages;

/// <summary>
/// One image in every place an image can be: files, Debian's <c>docker-registry</c> with and without login and TLS, a Docker engine, Podman, and
/// containerd's content store. Whatever the source, the findings are the same, byte by byte.
/// </summary>
public sealed class ImageContract(SampleFindings sample) : IClassFixture<SampleFindings>, IDisposable
{
    private static readonly IReadOnlyDictionary<string, string> NoEnvironment = new Dictionary<string, string>();

    private const string IndexType = "application/vnd.oci.image.index.v1+json";

    private readonly TempFolder _folder = new();
    private readonly string _layout = sample.Layout;

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData("docker-archive"), InlineData("oci-archive")]
    public async Task Files_that_skopeo_writes(string form)
    {
        RealTool.Need("skopeo");
        RealTool.Run("skopeo", "copy", "-q", "oci:" + _layout, $"{form}:{_folder["shop.tar"]}:shop:1");

        await IsSameAsync(form + ":shop.tar");
    }

    [Theory, InlineData(false, false), InlineData(true, false), InlineData(false, true), InlineData(true, true)]
    public async Task A_registry(bool login, bool tls)
    {
        using var registry = new RealRegistry(login, tls);
        var target = registry.Push(_layout, "team/shop:1");

        await IsSameAsync(target, login ? new() { ["DOCKER_CONFIG"] = registry.DockerConfig } : [], tls ? ["--registry-ca", registry.Authority] : []);
    }

    [Fact]
    public async Task A_registry_that_is_asked_for_a_digest()
    {
        using var registry = new RealRegistry();
        var target = registry.Push(_layout, "team/shop:1");
        var digest = JsonNode.Parse(RealTool.Run("skopeo", "inspect", "--tls-verify=false", target.Replace("registry:", "docker://", StringComparison.Ordinal)))!["Digest"]!.GetValue<string>();

        await IsSameAsync(target + "@" + digest, arguments: ["--platform", "linux/amd64"]);
    }

    // The other platform has the same layers: it is the report that says which one was scanned.
    [Theory, InlineData("linux/amd64"), InlineData("linux/arm64")]
    public async Task A_registry_that_has_it_for_several_platforms(string platform)
    {
        using var registry = new RealRegistry();
        var target = registry.Push(WithSecondPlatform(), "team/shop:1");

        await IsSameAsync(target, arguments: ["--platform", platform]);
        var report = JsonNode.Parse((await RunAsync(target, NoEnvironment, "--platform", platform)).Out)!;
        Assert.Equal(platform, report["targets"]![0]!["platform"]!.GetValue<string>());
        Assert.Contains("PG2004", (await RunAsync(target, NoEnvironment, "--platform", "linux/s390x")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_refuses_a_stranger_and_a_wrong_password()
    {
        using var registry = new RealRegistry(login: true);
        var target = registry.Push(_layout, "team/shop:1");
        var wrong = Convert.ToBase64String("robot:wrong"u8);
        _folder.Write("docker/config.json", $$"""{"auths":{"{{registry.Host}}":{"auth":"{{wrong}}"} } }""");

        var stranger = await RunAsync(target, NoEnvironment);
        var mistaken = await RunAsync(target, new Dictionary<string, string> { ["DOCKER_CONFIG"] = _folder["docker"] });

        Assert.Equal((4, 4), (stranger.Code, mistaken.Code));
        Assert.Contains("PG2021", stranger.Error, StringComparison.Ordinal);
        Assert.Contains("docker login " + registry.Host, stranger.Error, StringComparison.Ordinal);
        Assert.Contains("PG2021", mistaken.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", mistaken.Error.Replace("what is wrong", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_whose_authority_nobody_named_and_an_image_that_is_not_there()
    {
        using var registry = new RealRegistry(tls: true);
        var target = registry.Push(_layout, "team/shop:1");

        var untrusted = await RunAsync(target, NoEnvironment);
        var missing = await RunAsync(target + "0", NoEnvironment, "--registry-ca", registry.Authority);

        Assert.Contains("PG2020", untrusted.Error, StringComparison.Ordinal);
        Assert.Contains("--registry-ca", untrusted.Error, StringComparison.Ordinal);
        Assert.Contains("PG2023", missing.Error, StringComparison.Ordinal);
        Assert.Equal((4, 4), (untrusted.Code, missing.Code));
    }

    // Only the proxy knows the name, as in networks without a way out.
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_registry_behind_a_proxy(bool tls)
    {
        using var registry = new RealRegistry(tls: tls);
        registry.Push(_layout, "team/shop:1");
        using var proxy = new TestProxy(registry.Host, tunnels: tls);
        var variables = new Dictionary<string, string> { ["HTTPS_PROXY"] = proxy.Address, ["HTTP_PROXY"] = proxy.Address };

        await IsSameAsync($"registry:{RealRegistry.Name}:5000/team/shop:1", variables, tls ? ["--registry-ca", registry.Authority] : ["--insecure-registry", RealRegistry.Name + ":5000"]);
        Assert.Contains(proxy.Requests, line => line.StartsWith(tls ? $"CONNECT {RealRegistry.Name}:5000 " : $"GET http://{RealRegistry.Name}:5000/v2/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_registry_that_is_excepted_from_the_proxy()
    {
        using var registry = new RealRegistry();
        var target = registry.Push(_layout, "team/shop:1");
        using var proxy = new TestProxy(registry.Host, tunnels: false);

        await IsSameAsync(target, new() { ["HTTPS_PROXY"] = proxy.Address, ["HTTP_PROXY"] = proxy.Address, ["NO_PROXY"] = "localhost" });
        Assert.Empty(proxy.Requests);
    }

    [Theory, InlineData("docker:"), InlineData("")]
    public async Task A_Docker_engine(string prefix)
    {
        RealTool.Need("docker", "skopeo");
        var name = $"pipelineguard-test-{Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal)}/shop:1";
        RealTool.Run("skopeo", "copy", "-q", "oci:" + _layout, "docker-daemon:" + name);
        try
        {
            await IsSameAsync(prefix + name);
        }
        finally
        {
            RealTool.Run("docker", "rmi", name);
        }
    }

    [Fact]
    public async Task Podman()
    {
        RealTool.Need("podman", "skopeo");
        RealTool.Run("skopeo", "copy", "-q", "oci:" + _layout, $"docker-archive:{_folder["load.tar"]}:localhost/team/shop:1");
        string[] storage = ["--root", _folder["podman"], "--runroot", _folder["podman-run"], "--storage-driver", "vfs"];
        RealTool.Run("podman", [.. storage, "load", "-q", "-i", _folder["load.tar"]]);
        using var service = new RealService(_folder["podman.sock"], "podman", [.. storage, "system", "service", "--time=0", "unix://" + _folder["podman.sock"]]);

        await IsSameAsync("podman:localhost/team/shop:1", new() { ["CONTAINER_HOST"] = "unix://" + _folder["podman.sock"] });
        // Its socket is compatible with Docker's.
        await IsSameAsync("docker:localhost/team/shop:1", new() { ["DOCKER_HOST"] = "unix://" + _folder["podman.sock"] });
    }

    [Fact]
    public async Task The_content_store_of_containerd()
    {
        RealTool.Need("containerd", "ctr", "skopeo");
        RealTool.Run("skopeo", "copy", "-q", "oci:" + _layout, $"oci-archive:{_folder["load.tar"]}:shop");
        _folder.Write("containerd.toml", "version = 2\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\"]\n");
        var socket = _folder["c.sock"];
        using var service = new RealService(socket, "containerd", ["--config", _folder["containerd.toml"], "--address", socket, "--root", _folder["root"], "--state", _folder["state"]]);
        RealTool.Run("ctr", "-a", socket, "images", "import", "--no-unpack", "--index-name", "registry.example/team/shop:1", _folder["load.tar"]);
        RealTool.Run("ctr", "-a", socket, "images", "export", _folder["shop.tar"], "registry.example/team/shop:1");

        await IsSameAsync("shop.tar");
        await IsSameAsync("oci-archive:shop.tar");
    }

    // The layout with an index over its image and one that differs in its configuration alone.
    private string WithSecondPlatform()
    {
        var copy = _folder["several.oci"];
        RealTool.Run("cp", "-r", _layout, copy);
        JsonObject Add(JsonNode document, string type)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(document.ToJsonString());
            var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
            File.WriteAllBytes(Path.Combine(copy, "blobs/sha256", hash), bytes);
            return new() { ["mediaType"] = type, ["digest"] = "sha256:" + hash, ["size"] = bytes.Length };
        }
        JsonNode Blob(JsonNode descriptor) => JsonNode.Parse(File.ReadAllText(Path.Combine(copy, "blobs/sha256", descriptor["digest"]!.GetValue<string>()["sha256:".Length..])))!;

        var index = JsonNode.Parse(File.ReadAllText(Path.Combine(copy, "index.json")))!;
        var first = index["manifests"]![0]!.DeepClone().AsObject();
        var manifest = Blob(first);
        var config = Blob(manifest["config"]!);
        config["architecture"] = "arm64";
        manifest["config"] = Add(config, manifest["config"]!["mediaType"]!.GetValue<string>());
        var second = Add(manifest, first["mediaType"]!.GetValue<string>());
        first.Remove("annotations");
        (first["platform"], second["platform"]) = (Of("amd64"), Of("arm64"));
        var both = Add(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = IndexType, ["manifests"] = new JsonArray(first, second) }, IndexType);
        both["annotations"] = index["manifests"]![0]!["annotations"]!.DeepClone();
        index["manifests"] = new JsonArray(both);
        File.WriteAllText(Path.Combine(copy, "index.json"), index.ToJsonString());
        return copy;

        static JsonObject Of(string architecture) => new() { ["os"] = "linux", ["architecture"] = architecture };
    }

    private async Task IsSameAsync(string target, Dictionary<string, string>? environment = null, string[]? arguments = null)
    {
        var actual = (await RunAsync(target, environment ?? NoEnvironment, arguments ?? [])).Findings();

        Assert.Contains("CVE-2018-1285", actual, StringComparison.Ordinal);
        Assert.Equal(sample.Findings, actual);
    }

    private Task<CliProcess> RunAsync(string target, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        CliProcess.ScanAsync(_folder, target, environment, arguments);

    /// <summary>A program that serves a socket, ended with the test.</summary>
    private sealed class RealService : IDisposable
    {
        private readonly Process _process;

        public RealService(string socket, string program, string[] arguments)
        {
            _process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var errors = new System.Collections.Concurrent.ConcurrentQueue<string?>();
            _process.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data);
            _process.BeginErrorReadLine();
            _process.BeginOutputReadLine();
            for (int attempt = 0; !File.Exists(socket); attempt++)
            {
                Assert.True(attempt < 400 && !_process.HasExited, $"{program} does not serve {socket}:\n{string.Join('\n', errors)}");
                Thread.Sleep(50);
            }
        }

        public void Dispose()
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
