using System.Text;
using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Images.Sources.Registries;

namespace PipelineGuard.Images.Building;

/// <summary>A Docker engine on this machine that has one image, <c>example/app:1.0</c>, or none when its archive is empty.</summary>
internal sealed class FakeEngine : IDisposable
{
    private readonly LoopbackServer _server;

    public FakeEngine(byte[] archive, string version = "1.41") => _server = new((path, _) => path switch
    {
        "/_ping" => new(200, "OK"u8.ToArray(), $"Api-Version: {version}\r\n"),
        _ when archive.Length == 0 => Answer.Of(404),
        _ when path.StartsWith($"/v{Negotiated(version)}/images/", StringComparison.Ordinal) && path.EndsWith("example/app%3A1.0/json", StringComparison.Ordinal) => new(200, Encoding.UTF8.GetBytes("""{"Os":"linux","Architecture":"amd64"}""")),
        _ when path.StartsWith($"/v{Negotiated(version)}/images/example/app%3A1.0/get", StringComparison.Ordinal) => new(200, archive),
        _ => Answer.Of(404),
    });

    /// <summary>Finds this engine, and no credentials.</summary>
    public RegistryAccess Access => FakeRegistry.Access with { Environment = name => name == "DOCKER_HOST" ? "tcp://" + _server.Host : null };

    public string Host => _server.Host;

    /// <summary>The paths that were asked for.</summary>
    public IReadOnlyList<string> Paths => [.. _server.Requests.Select(head => head.Split(' ')[1])];

    public void Dispose() => _server.Dispose();

    private static string Negotiated(string version) => version == "9.9" ? "1.51" : version;
}
