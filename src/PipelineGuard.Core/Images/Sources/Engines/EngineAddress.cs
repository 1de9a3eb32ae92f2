using System.Diagnostics.CodeAnalysis;
using PipelineGuard.Findings;

namespace PipelineGuard.Images.Sources.Engines;

/// <summary>How an engine is reached.</summary>
internal enum EngineTransport
{
    /// <summary>A Unix socket.</summary>
    UnixSocket,

    /// <summary>A named pipe of Windows.</summary>
    NamedPipe,

    /// <summary>TCP, with or without TLS.</summary>
    Tcp,
}

/// <summary>Where an engine listens.</summary>
/// <param name="Transport">How it is reached.</param>
/// <param name="Place">Path of the socket, name of the pipe, or <c>host:port</c>.</param>
/// <param name="IsNamed">True when the user named it: then it has to answer.</param>
internal sealed record EngineAddress(EngineTransport Transport, string Place, bool IsNamed)
{
    private const string Unix = "unix://";
    private const string Pipe = "npipe://";

    /// <summary>The folder with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>; null for TCP without TLS.</summary>
    public string? Certificates { get; init; }

    /// <summary>Where an engine of a kind may listen, most likely first; a variable that names one leaves no other.</summary>
    /// <param name="kind"><see cref="TargetName.Docker"/> or <see cref="TargetName.Podman"/>.</param>
    /// <param name="environment">Gives environment variables.</param>
    /// <exception cref="GuardException">PG1001: the variable names something that cannot be used.</exception>
    public static IReadOnlyList<EngineAddress> Candidates(string kind, Func<string, string?> environment)
    {
        var variable = kind == TargetName.Docker ? "DOCKER_HOST" : "CONTAINER_HOST";
        if (environment(variable) is { Length: > 0 } named) return [Named(named, variable, environment)];
        if (OperatingSystem.IsWindows()) return [new(EngineTransport.NamedPipe, kind == TargetName.Docker ? "docker_engine" : "podman-machine-default", IsNamed: false)];
        return [.. Sockets(kind, environment("HOME"), environment("XDG_RUNTIME_DIR")).Where(File.Exists).Select(path => new EngineAddress(EngineTransport.UnixSocket, path, IsNamed: false))];
    }

    /// <inheritdoc/>
    public override string ToString() => Place;

    private static IEnumerable<string> Sockets(string kind, string? home, string? runtime)
    {
        bool isDocker = kind == TargetName.Docker;
        if (!isDocker && runtime is { Length: > 0 }) yield return Path.Combine(runtime, "podman", "podman.sock");
        yield return isDocker ? "/var/run/docker.sock" : "/run/podman/podman.sock";
        if (isDocker && home is { Length: > 0 }) yield return Path.Combine(home, ".docker", "run", "docker.sock");
        if (isDocker && runtime is { Length: > 0 }) yield return Path.Combine(runtime, "docker.sock");
    }

    private static EngineAddress Named(string text, string variable, Func<string, string?> environment)
    {
        if (text.StartsWith(Unix, StringComparison.Ordinal)) return new(EngineTransport.UnixSocket, text[Unix.Length..], IsNamed: true);
        if (text.StartsWith(Pipe, StringComparison.Ordinal)) return new(EngineTransport.NamedPipe, text[(text.LastIndexOf('/') + 1)..], IsNamed: true);
        if (TryTcp(text, environment, out var tcp)) return tcp;
        var detail = text.StartsWith("ssh://", StringComparison.Ordinal)
            ? "Engines behind ssh are not spoken to: forward its socket ('ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock HOST') and name that, or pipe the image ('ssh HOST docker save IMAGE | pipelineguard scan -')."
            : "Expected unix://PATH, npipe:////./pipe/NAME or tcp://HOST:PORT.";
        throw new GuardException(Problems.BadUsage, variable, $"'{WithoutUser(text)}' cannot be used. {detail}");
    }

    private static bool TryTcp(string text, Func<string, string?> environment, [NotNullWhen(true)] out EngineAddress? address)
    {
        address = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("tcp" or "http" or "https") || uri.UserInfo.Length > 0 || uri.Host.Length == 0) return false;
        bool isSecure = uri.Scheme == "https" || environment("DOCKER_TLS_VERIFY") is { Length: > 0 } || environment("DOCKER_TLS") is { Length: > 0 };
        int port = uri.Port > 0 && (uri.Scheme == "tcp" || !uri.IsDefaultPort) ? uri.Port : isSecure ? 2376 : 2375;
        var folder = environment("DOCKER_CERT_PATH") is { Length: > 0 } named ? named : Path.Combine(environment("HOME") ?? "", ".docker");
        address = new(EngineTransport.Tcp, $"{uri.Host}:{port}", IsNamed: true) { Certificates = isSecure ? folder : null };
        return true;
    }

    private static string WithoutUser(string text) => text.LastIndexOf('@') is var at and > 0 ? "…" + text[at..] : text;
}
