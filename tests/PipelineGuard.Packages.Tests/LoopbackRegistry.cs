using System.Diagnostics;
using System.Formats.Tar;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

[assembly: AssemblyFixture(typeof(PipelineGuard.Packages.Tests.LoopbackRegistry))]

namespace PipelineGuard.Packages.Tests;

/// <summary>A docker-registry on loopback with the sample as a base image, for amd64 and arm64; absent where there is no such program.</summary>
public sealed class LoopbackRegistry : IAsyncLifetime
{
    private const string Program = "/usr/bin/docker-registry", Index = "application/vnd.oci.image.index.v1+json", Manifest = "application/vnd.oci.image.manifest.v1+json";

    private readonly string _folder = Directory.CreateTempSubdirectory("pipelineguard-registry-").FullName;
    private readonly HttpClient _http = new();
    private Process? _process;

    /// <summary><c>127.0.0.1:port</c>.</summary>
    public string Host { get; } = $"127.0.0.1:{FreePort()}";

    /// <summary>The base image.</summary>
    public string BaseImage => $"{Host}/base:1";

    /// <summary>A base image as Chisel makes them: no shell, no dpkg, a manifest of slices.</summary>
    public string ChiselledImage => $"{Host}/chiselled:1";

    /// <summary>Skips the test, aloud, where there is no registry; where nothing may be skipped, fails.</summary>
    public void Need()
    {
        if (_process is not null) return;
        Assert.True(Environment.GetEnvironmentVariable("PIPELINEGUARD_MUST_NOT_SKIP") is null, "docker-registry is not installed");
        Assert.Skip("docker-registry is not installed");
    }

    /// <summary>The tags of a repository; empty when nothing was pushed.</summary>
    public async Task<string[]> TagsAsync(string repository)
    {
        using var answer = await _http.GetAsync(new Uri($"http://{Host}/v2/{repository}/tags/list"));
        if (answer.StatusCode == HttpStatusCode.NotFound) return [];
        var tags = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["tags"] as JsonArray;
        return [.. (tags ?? []).Select(tag => tag!.GetValue<string>()).Order(StringComparer.Ordinal)];
    }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program)) return;
        var settings = Path.Combine(_folder, "registry.yml");
        File.WriteAllText(settings, $"version: 0.1\nlog: {{ level: error }}\nstorage: {{ filesystem: {{ rootdirectory: {_folder}/data }} }}\nhttp: {{ addr: {Host} }}\n");
        _process = Process.Start(new ProcessStartInfo(Program, ["serve", settings]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await AnswersAsync();
        await PushBaseAsync();
        await PushChiselledAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AnswersAsync()
    {
        for (int i = 0; ; i++)
        {
            try
            {
                (await _http.GetAsync(new Uri($"http://{Host}/v2/"))).Dispose();
                return;
            }
            catch (HttpRequestException) when (i < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    // The sample's layers twice: as they are, and with a configuration that says arm64.
    private async Task PushBaseAsync()
    {
        byte[] Blob(string digest) => File.ReadAllBytes(Path.Combine(PackedFeed.Sample, "blobs/sha256", digest["sha256:".Length..]));
        var manifest = JsonNode.Parse(Blob(JsonNode.Parse(File.ReadAllBytes(Path.Combine(PackedFeed.Sample, "index.json")))!["manifests"]![0]!["digest"]!.GetValue<string>()))!;
        foreach (var layer in manifest["layers"]!.AsArray()) await PushBlobAsync("base", Blob(layer!["digest"]!.GetValue<string>()));
        var config = JsonNode.Parse(Blob(manifest["config"]!["digest"]!.GetValue<string>()))!;
        var entries = new JsonArray();
        foreach (var architecture in new[] { "amd64", "arm64" })
        {
            config["architecture"] = architecture;
            var bytes = Encoding.UTF8.GetBytes(config.ToJsonString());
            manifest["config"] = new JsonObject { ["mediaType"] = "application/vnd.oci.image.config.v1+json", ["digest"] = await PushBlobAsync("base", bytes), ["size"] = bytes.Length };
            var text = Encoding.UTF8.GetBytes(manifest.ToJsonString());
            await PushManifestAsync("base", Digest(text), text, Manifest);
            entries.Add(new JsonObject { ["mediaType"] = Manifest, ["digest"] = Digest(text), ["size"] = text.Length, ["platform"] = new JsonObject { ["architecture"] = architecture, ["os"] = "linux" } });
        }
        var index = new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = Index, ["manifests"] = entries };
        await PushManifestAsync("base", "1", Encoding.UTF8.GetBytes(index.ToJsonString()), Index);
    }

    private async Task PushChiselledAsync()
    {
        const string Repository = "chiselled";
        var layer = LayerOf(
            ("etc/os-release", "ID=ubuntu\nVERSION_ID=\"24.04\"\nPRETTY_NAME=\"Ubuntu 24.04\"\n"u8.ToArray()),
            ("var/lib/chisel/manifest.wall", File.ReadAllBytes(Path.Combine(PackedFeed.Repository, "tests/PipelineGuard.Core.Tests/Packages/Data/chisel/noble.wall"))));
        var config = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["architecture"] = "amd64",
            ["os"] = "linux",
            ["config"] = new JsonObject(),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(Digest(layer)) },
        }.ToJsonString());
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = Manifest,
            ["config"] = new JsonObject { ["mediaType"] = "application/vnd.oci.image.config.v1+json", ["digest"] = await PushBlobAsync(Repository, config), ["size"] = config.Length },
            ["layers"] = new JsonArray(new JsonObject { ["mediaType"] = "application/vnd.oci.image.layer.v1.tar", ["digest"] = await PushBlobAsync(Repository, layer), ["size"] = layer.Length }),
        };
        await PushManifestAsync(Repository, "1", Encoding.UTF8.GetBytes(manifest.ToJsonString()), Manifest);
    }

    private static byte[] LayerOf(params (string Path, byte[] Content)[] files)
    {
        var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            foreach (var (path, content) in files) tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content) });
        }
        return bytes.ToArray();
    }

    private async Task<string> PushBlobAsync(string repository, byte[] bytes)
    {
        using var begun = (await _http.PostAsync(new Uri($"http://{Host}/v2/{repository}/blobs/uploads/"), null)).EnsureSuccessStatusCode();
        var place = begun.Headers.Location!.ToString();
        using var content = new ByteArrayContent(bytes);
        (await _http.PutAsync(new Uri($"{place}{(place.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={Digest(bytes)}"), content)).EnsureSuccessStatusCode().Dispose();
        return Digest(bytes);
    }

    private async Task PushManifestAsync(string repository, string reference, byte[] bytes, string type)
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        (await _http.PutAsync(new Uri($"http://{Host}/v2/{repository}/manifests/{reference}"), content)).EnsureSuccessStatusCode().Dispose();
    }

    private static string Digest(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
