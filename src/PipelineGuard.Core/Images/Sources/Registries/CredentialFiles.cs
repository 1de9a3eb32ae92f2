using System.Text;
using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>
/// Finds the credential of a registry where <c>docker login</c> and <c>podman login</c> leave it: <c>config.json</c> of Docker, with its
/// <c>auths</c>, <c>credsStore</c> and <c>credHelpers</c>, and <c>auth.json</c> (containers-auth.json(5)). Nothing is cached or logged.
/// </summary>
/// <param name="environment">Gives environment variables.</param>
/// <param name="helper">Asks a credential helper.</param>
/// <param name="log">Told what cannot be read: a run without the credential may still succeed.</param>
internal sealed class CredentialFiles(Func<string, string?> environment, CredentialHelper helper, IScanLog log)
{
    private const int MaxBytes = 4 << 20;
    private const string HubKey = "https://index.docker.io/v1/";

    /// <summary>The credential for a repository; null when there is none.</summary>
    public RegistryCredential? Find(RegistryReference reference, CancellationToken cancellation)
    {
        foreach (var file in Places())
        {
            if (Read(file) is { } json && Find(json, reference, file, cancellation) is { } credential) return credential;
        }
        return null;
    }

    // Podman's own place counts before Docker's, and what a variable names before both.
    private IEnumerable<string> Places()
    {
        var home = environment(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME");
        if (environment("REGISTRY_AUTH_FILE") is { Length: > 0 } named) yield return named;
        if (environment("DOCKER_CONFIG") is { Length: > 0 } folder) yield return Path.Combine(folder, "config.json");
        if (environment("XDG_RUNTIME_DIR") is { Length: > 0 } runtime) yield return Path.Combine(runtime, "containers", "auth.json");
        if (home is not { Length: > 0 }) yield break;
        yield return Path.Combine(home, ".config", "containers", "auth.json");
        if (environment("DOCKER_CONFIG") is not { Length: > 0 }) yield return Path.Combine(home, ".docker", "config.json");
    }

    private JsonElement? Read(string file)
    {
        try
        {
            if (!File.Exists(file)) return null;
            using var stream = new BoundedStream(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), MaxBytes, nameof(MaxBytes));
            using var document = JsonDocument.Parse(stream.ReadToEnd(), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.Clone();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or LimitException or JsonException)
        {
            // The message of a JSON error may quote the text around it.
            log.Report(new(Problems.CredentialsUnreadable, file, failure is JsonException ? "It is not the JSON it should be." : failure.Message));
            return null;
        }
    }

    // The helper of one registry counts before the store of all, and that before what stands in the file.
    private RegistryCredential? Find(JsonElement json, RegistryReference reference, string file, CancellationToken cancellation)
    {
        var server = reference.Host == RegistryReference.DockerHub ? HubKey : reference.Host;
        var helpers = json.Object("credHelpers");
        if ((helpers?.Text(server) ?? helpers?.Text(reference.Host)) is { Length: > 0 } own) return helper.Ask(own, server, log, cancellation);
        if (json.Text("credsStore") is { Length: > 0 } store && helper.Ask(store, server, log, cancellation) is { } stored) return stored;
        return json.Object("auths") is { } auths ? InFile(auths, reference, file) : null;
    }

    // Keys are hosts, hosts with a path (the longest that fits counts), or addresses as Docker wrote them in the past.
    private RegistryCredential? InFile(JsonElement auths, RegistryReference reference, string file)
    {
        var best = auths.EnumerateObject()
            .Where(entry => entry.Value.ValueKind == JsonValueKind.Object && Fits(Normal(entry.Name() ?? ""), reference))
            .OrderByDescending(entry => Normal(entry.Name() ?? "").Length)
            .Select(entry => Credential(entry.Value, file))
            .FirstOrDefault(credential => credential is not null);
        return best;
    }

    private static bool Fits(string key, RegistryReference reference) => key == reference.Host || key == reference.Name || reference.Name.StartsWith(key + '/', StringComparison.Ordinal) && key.Contains('/', StringComparison.Ordinal);

    private static string Normal(string key)
    {
        bool isAddress = key.StartsWith("https://", StringComparison.Ordinal) || key.StartsWith("http://", StringComparison.Ordinal);
        var name = isAddress ? key[(key.IndexOf("//", StringComparison.Ordinal) + 2)..].Split('/')[0] : key.TrimEnd('/');
        return name is "index.docker.io" or "registry-1.docker.io" ? RegistryReference.DockerHub : name;
    }

    private RegistryCredential? Credential(JsonElement entry, string file)
    {
        if (entry.Text("identitytoken") is { Length: > 0 } token) return new("", "", token);
        if (entry.Text("auth") is { Length: > 0 } encoded) return Decoded(encoded, file);
        return entry.Text("username") is { Length: > 0 } user && entry.Text("password") is { } password ? new(user, password) : null;
    }

    private RegistryCredential? Decoded(string encoded, string file)
    {
        var bytes = new byte[encoded.Length];
        if (Convert.TryFromBase64String(encoded, bytes, out int length) && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var user, var secret])
        {
            return new(user, secret.TrimEnd('\0'));
        }
        log.Report(new(Problems.CredentialsUnreadable, file, "One of its 'auth' members is not 'user:password' in Base64."));
        return null;
    }
}
