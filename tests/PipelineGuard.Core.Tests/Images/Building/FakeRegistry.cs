using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Images.Sources.Registries;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Building;

/// <summary>A registry on this machine with one repository, <c>example/app</c>, that behaves as a test wants.</summary>
internal sealed class FakeRegistry : IDisposable
{
    private readonly LoopbackServer _server;
    private readonly Dictionary<string, (string Type, byte[] Content)> _content = new(StringComparer.Ordinal);

    /// <summary>A registry that has the images of a layout.</summary>
    /// <param name="layout">The first of its index has the tag 1.0.</param>
    /// <param name="certificate">What it shows as its certificate; null for a registry without TLS.</param>
    public FakeRegistry(OciLayout layout, X509Certificate2? certificate = null)
    {
        Top = Push("1.0", layout);
        _server = new(Answer, certificate);
    }

    /// <summary>Has the first image of a layout under a tag, too; gives its digest.</summary>
    public string Push(string tag, OciLayout layout)
    {
        foreach (var (path, content) in layout.Files)
        {
            var digest = "sha256:" + path[(path.LastIndexOf('/') + 1)..];
            if (!path.StartsWith("blobs/", StringComparison.Ordinal)) continue;
            _content[$"blobs/{digest}"] = ("application/octet-stream", content);
            if (TypeOf(content) is { } type) _content[$"manifests/{digest}"] = (type, content);
        }
        using var index = JsonDocument.Parse(layout.Files.Single(file => file.Path == "index.json").Content);
        var top = index.RootElement.GetProperty("manifests")[0].GetProperty("digest").GetString()!;
        _content[$"manifests/{tag}"] = _content[$"manifests/{top}"];
        return top;
    }

    /// <summary>Lists these tags on one page.</summary>
    public void List(params string[] tags) => Add("tags/list", "application/json", JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["name"] = "example/app", ["tags"] = tags }));

    /// <summary>Asks nobody for credentials, and does not wait long.</summary>
    public static RegistryAccess Access { get; } = new()
    {
        Environment = _ => null,
        Retry = new RetryPolicy { Attempts = 3, FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromSeconds(2), Silence = TimeSpan.FromSeconds(5) },
    };

    /// <summary>What answers in place of the registry; null for a request that it answers as usual.</summary>
    public Func<FakeRequest, Answer?>? Instead { get; set; }

    public string Host => _server.Host;

    /// <summary>The target a user would name.</summary>
    public string Image => $"{Host}/example/app:1.0";

    /// <summary>Digest of what the tag stands for.</summary>
    public string Top { get; }

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<FakeRequest> Requests => [.. _server.Requests.Select((head, index) => new FakeRequest(head, index + 1))];

    /// <summary>Digests of the layers, as paths below the repository.</summary>
    public IReadOnlyList<string> Layers =>
        [.. JsonDocument.Parse(_content["manifests/1.0"].Content).RootElement.GetProperty("layers").EnumerateArray().Select(layer => "blobs/" + layer.GetProperty("digest").GetString())];

    public byte[] this[string path] => _content[path].Content;

    /// <summary>Has something more.</summary>
    public void Add(string path, string type, byte[] content) => _content[path] = (type, content);

    public void Dispose() => _server.Dispose();

    private Answer Answer(string path, int count)
    {
        var request = new FakeRequest(_server.Requests[count - 1], count);
        return Instead?.Invoke(request) ?? Usual(request);
    }

    /// <summary>What a registry answers.</summary>
    public Answer Usual(FakeRequest request)
    {
        if (request.Path == "/v2/") return Advisories.Feeds.Answer.Of(200);
        if (!_content.TryGetValue(request.Item, out var found)) return Advisories.Feeds.Answer.Of(404);
        var type = $"Content-Type: {found.Type}\r\n";
        if (request.From is not { } from) return new(200, found.Content, type);
        return new(206, found.Content[from..], string.Create(CultureInfo.InvariantCulture, $"{type}Content-Range: bytes {from}-{found.Content.Length - 1}/{found.Content.Length}\r\n"));
    }

    private static string? TypeOf(byte[] content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            return json.RootElement.TryGetProperty("mediaType", out var type) ? type.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One request to a fake registry.</summary>
/// <param name="Head">Request line and headers.</param>
/// <param name="Count">The how-manieth it is, from 1.</param>
internal sealed record FakeRequest(string Head, int Count)
{
    private const string Repository = "/v2/example/app/";

    public string Path => Head.Split(' ')[1];

    /// <summary>The path below the repository: <c>manifests/1.0</c>.</summary>
    public string Item => Path.StartsWith(Repository, StringComparison.Ordinal) ? Path[Repository.Length..] : "";

    /// <summary>The byte it wants to start at; null for the whole.</summary>
    public int? From => Header("Range") is { } range ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : null;

    /// <summary>User and password of a basic login, or a token; null when it brings none.</summary>
    public string? Login => Header("Authorization") switch
    {
        null => null,
        var basic when basic.StartsWith("Basic ", StringComparison.Ordinal) => Encoding.UTF8.GetString(Convert.FromBase64String(basic["Basic ".Length..])),
        var other => other,
    };

    public string? Header(string name) =>
        Head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase)) is { } line ? line[(name.Length + 2)..] : null;
}
