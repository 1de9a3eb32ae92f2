using System.Diagnostics.CodeAnalysis;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>
/// The name of an image in a registry, read as <c>docker pull</c> reads it (github.com/distribution/reference, grammar of
/// <c>reference.go</c>): <c>nginx</c> is <c>docker.io/library/nginx:latest</c>.
/// </summary>
/// <param name="Host">The registry as users spell it, with its port: <c>docker.io</c>, <c>localhost:5000</c>.</param>
/// <param name="Repository">The path in it: <c>library/nginx</c>.</param>
/// <param name="Tag">The tag; null when only a digest is named.</param>
/// <param name="Digest">The digest the image is pinned to; null when it is not.</param>
internal sealed record RegistryReference(string Host, string Repository, string? Tag, Digest? Digest)
{
    /// <summary>The host that is meant when none is named.</summary>
    public const string DockerHub = "docker.io";

    private const int MaxNameLength = 255;
    private const int MaxTagLength = 128;

    /// <summary>What the registry is asked for: the digest where there is one, else the tag.</summary>
    public string Asked => Digest?.ToString() ?? Tag!;

    /// <summary>The last part of the path: <c>nginx</c>.</summary>
    public string LogicalName => Repository[(Repository.LastIndexOf('/') + 1)..];

    /// <summary>The name with its registry, without tag and digest.</summary>
    public string Name => $"{Host}/{Repository}";

    /// <summary>Reads a name. False when it is none that a registry could have.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RegistryReference? reference)
    {
        reference = null;
        Digest? digest = null;
        int at = text.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            if (!IO.Digest.TryParse(text[(at + 1)..], out var parsed)) return false;
            (digest, text) = (parsed, text[..at]);
        }
        string? tag = null;
        int colon = text.LastIndexOf(':');
        if (colon > text.LastIndexOf('/'))
        {
            (tag, text) = (text[(colon + 1)..], text[..colon]);
            if (!IsTag(tag)) return false;
        }
        var (host, path) = Split(text);
        if (host.Length + path.Length >= MaxNameLength || !IsHost(host) || path.Length == 0 || !path.Split('/').All(IsPathPart)) return false;
        reference = new(host, path, tag ?? (digest is null ? "latest" : null), digest);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}{(Tag is null ? "" : ":" + Tag)}{(Digest is null ? "" : "@" + Digest)}";

    // "team/app" is on Docker Hub; "localhost/app", "host.example/app" and "host:5000/app" are not.
    private static (string Host, string Path) Split(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : text[..slash];
        if (first != "localhost" && !first.AsSpan().ContainsAny('.', ':')) return (DockerHub, slash < 0 ? "library/" + text : text);
        var path = text[(slash + 1)..];
        return first is DockerHub or "index.docker.io" ? (DockerHub, path.Contains('/', StringComparison.Ordinal) ? path : "library/" + path) : (first.ToLowerInvariant(), path);
    }

    private static bool IsHost(string host)
    {
        if (!Uri.TryCreate("https://" + host, UriKind.Absolute, out var address)) return false;
        return address.Authority.Length > 0 && address.UserInfo.Length == 0 && address.PathAndQuery == "/" && address.Fragment.Length == 0
            && host.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-' or ':' or '[' or ']');
    }

    // Lower-case letters and digits in groups, with ".", "_", "__" or any number of "-" between them.
    private static bool IsPathPart(string part)
    {
        if (part.Length == 0 || !char.IsAsciiLetterLower(part[0]) && !char.IsAsciiDigit(part[0])) return false;
        int start = 0;
        for (int i = 1; i <= part.Length; i++)
        {
            bool isLetter = i < part.Length && (char.IsAsciiLetterLower(part[i]) || char.IsAsciiDigit(part[i]));
            if (i < part.Length && !isLetter) continue;
            if (i == part.Length && start < i - 1) return false;
            if (!IsSeparator(part.AsSpan(start + 1, i - start - 1))) return false;
            start = i;
        }
        return true;
    }

    private static bool IsSeparator(ReadOnlySpan<char> text) => text is "" or "." or "_" or "__" || !text.ContainsAnyExcept('-');

    /// <summary>True for what may be a tag: at most 128 letters, digits, <c>_</c>, <c>.</c> and <c>-</c> of ASCII.</summary>
    public static bool IsTag(string tag) =>
        tag.Length is > 0 and <= MaxTagLength && (char.IsAsciiLetterOrDigit(tag[0]) || tag[0] == '_') && tag.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '.' or '-');
}
