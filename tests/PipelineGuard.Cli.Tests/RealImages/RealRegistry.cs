using System.Diagnostics;
using System.Formats.Tar;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace PipelineGuard.Cli.RealImages;

/// <summary>Debian's <c>docker-registry</c> on this machine: plain, with a login, or with TLS of its own authority. Skips the test aloud where it is not installed.</summary>
internal sealed class RealRegistry : IDisposable
{
    public const string User = "robot";

    /// <summary>A name that stands in its certificate, beside <c>localhost</c>, and that nobody can look up (RFC 6761 §6.4).</summary>
    public const string Name = "registry.pipelineguard.invalid";

    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private readonly TempFolder _folder = new();
    private readonly Process _process;

    /// <param name="login">Whether it wants name and password.</param>
    /// <param name="tls">Whether it speaks TLS.</param>
    public RealRegistry(bool login = false, bool tls = false)
    {
        RealTool.Need("docker-registry", "skopeo", "perl");
        Host = $"localhost:{FreePort()}";
        if (login) File.WriteAllText(Path("htpasswd"), $"{User}:{RealTool.Run("perl", "-e", "print crypt($ARGV[0], '$2y$05$' . 'abcdefghijklmnopqrstuu')", Password)}\n");
        if (tls) WriteCertificates();
        var certificate = tls ? "  tls: {certificate: " + Path("server.pem") + ", key: " + Path("server.key") + "}" : "";
        var logins = login ? "auth: {htpasswd: {realm: here, path: " + Path("htpasswd") + "}}" : "";
        File.WriteAllText(Path("registry.yml"), $$"""
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: {{Path("data")}} } }
            http:
              addr: {{Host}}
            {{certificate}}
            {{logins}}
            """);
        _process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", Path("registry.yml")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        WaitUntilItListens();
    }

    public string Host { get; }

    public string Password { get; } = string.Concat("correct", "horse", "battery");

    /// <summary>The certificate authority, when it speaks TLS.</summary>
    public string Authority => Path("ca.pem");

    /// <summary>A folder for <c>DOCKER_CONFIG</c> with the login.</summary>
    public string DockerConfig
    {
        get
        {
            var auth = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{User}:{Password}"));
            File.WriteAllText(Path("config.json"), $$"""{"auths":{"{{Host}}":{"auth":"{{auth}}"} } }""");
            return System.IO.Path.GetDirectoryName(Path("config.json"))!;
        }
    }

    /// <summary>Puts an OCI layout into it, with all platforms; gives the target.</summary>
    public string Push(string layout, string name)
    {
        RealTool.Run("skopeo", "copy", "-q", "--all", "--dest-tls-verify=false", "--dest-creds", $"{User}:{Password}", $"oci:{layout}:latest", $"docker://{Host}/{name}");
        return $"registry:{Host}/{name}";
    }

    // Loads what is put into it; that it is the right registry is for others to find out.
    private HttpClient Client()
    {
        var handler = new HttpClientHandler();
        handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;
        var client = new HttpClient(handler) { BaseAddress = new($"{(File.Exists(Path("server.pem")) ? "https" : "http")}://{Host}") };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{User}:{Password}")));
        return client;
    }

    /// <summary>Puts an artifact into it, a layer for each file; gives the digest of its manifest.</summary>
    public async Task<string> PushArtifactAsync(string name, string mediaType, params (string Title, byte[] Content)[] files)
    {
        using var http = Client();
        byte[] nothing = "{}"u8.ToArray();
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["artifactType"] = mediaType,
            ["config"] = new JsonObject { ["mediaType"] = "application/vnd.oci.empty.v1+json", ["digest"] = await PushBlobAsync(http, name, nothing), ["size"] = nothing.Length },
            ["layers"] = new JsonArray([.. await Task.WhenAll(files.Select(async file => (JsonNode)new JsonObject
            {
                ["mediaType"] = mediaType,
                ["digest"] = await PushBlobAsync(http, name, file.Content),
                ["size"] = file.Content.Length,
                ["annotations"] = new JsonObject { ["org.opencontainers.image.title"] = file.Title },
            }))]),
        };
        var bytes = System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString());
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new(ManifestType) } };
        (await http.PutAsync(new Uri($"/v2/{name}/manifests/1", UriKind.Relative), content)).EnsureSuccessStatusCode().Dispose();
        return DigestOf(bytes);
    }

    /// <summary>Puts an image into it whose layers are these files; gives the digest of its manifest.</summary>
    public async Task<string> PushImageAsync(string name, string tag, Dictionary<string, string> labels, params IEnumerable<(string Path, string Content)>[] layers)
    {
        using var http = new HttpClient { BaseAddress = new($"http://{Host}") };
        var tars = layers.Select(Tar).ToList();
        var config = System.Text.Encoding.UTF8.GetBytes(new JsonObject
        {
            ["os"] = "linux",
            ["architecture"] = "amd64",
            ["config"] = new JsonObject { ["Labels"] = new JsonObject(labels.Select(label => KeyValuePair.Create<string, JsonNode?>(label.Key, label.Value))) },
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray([.. tars.Select(tar => (JsonNode)DigestOf(tar))]) },
        }.ToJsonString());
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = await DescriptorAsync(config, "application/vnd.oci.image.config.v1+json"),
            ["layers"] = new JsonArray([.. await Task.WhenAll(tars.Select(tar => DescriptorAsync(tar, "application/vnd.oci.image.layer.v1.tar")))]),
        };
        var bytes = System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString());
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new(ManifestType) } };
        (await http.PutAsync(new Uri($"/v2/{name}/manifests/{tag}", UriKind.Relative), content)).EnsureSuccessStatusCode().Dispose();
        return DigestOf(bytes);

        async Task<JsonNode> DescriptorAsync(byte[] blob, string type) => new JsonObject { ["mediaType"] = type, ["digest"] = await PushBlobAsync(http, name, blob), ["size"] = blob.Length };
    }

    private static byte[] Tar(IEnumerable<(string Path, string Content)> files)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, leaveOpen: true))
        {
            foreach (var (path, content) in files) writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), ModificationTime = DateTimeOffset.UnixEpoch });
        }
        return stream.ToArray();
    }

    /// <summary>Changes the last byte of a blob where the registry keeps it, behind its back.</summary>
    public void Spoil(byte[] content)
    {
        var hex = DigestOf(content)["sha256:".Length..];
        var file = Path($"data/docker/registry/v2/blobs/sha256/{hex[..2]}/{hex}/data");
        File.WriteAllBytes(file, [.. content[..^1], (byte)(content[^1] ^ 1)]);
    }

    public static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static async Task<string> PushBlobAsync(HttpClient http, string name, byte[] content)
    {
        using var begun = (await http.PostAsync(new Uri($"/v2/{name}/blobs/uploads/", UriKind.Relative), null)).EnsureSuccessStatusCode();
        using var body = new ByteArrayContent(content);
        (await http.PutAsync(new Uri($"{begun.Headers.Location}&digest={DigestOf(content)}"), body)).EnsureSuccessStatusCode().Dispose();
        return DigestOf(content);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _folder.Dispose();
    }

    private string Path(string name) => System.IO.Path.Combine(_folder.Path, name);

    private void WaitUntilItListens()
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                using var client = new TcpClient("localhost", int.Parse(Host.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
                return;
            }
            catch (SocketException) when (attempt < 200)
            {
                Thread.Sleep(50);
            }
        }
    }

    private void WriteCertificates()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var authority = authorityRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName(Name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, now.AddDays(-1), now.AddDays(1), [1, 2, 3]);
        File.WriteAllText(Path("ca.pem"), authority.ExportCertificatePem());
        File.WriteAllText(Path("server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path("server.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
