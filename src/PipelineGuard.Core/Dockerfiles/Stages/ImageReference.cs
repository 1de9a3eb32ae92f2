namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>The name of an image, taken apart as Docker does it (distribution reference grammar).</summary>
/// <param name="Text">The whole name; <see cref="Scope.Unknown"/> stands for parts that only the build knows.</param>
internal sealed record ImageReference(string Text)
{
    /// <summary>The host in front; null for Docker Hub's short names.</summary>
    public string? Registry { get; private init; }

    /// <summary>The name without registry, tag and digest: <c>dotnet/sdk</c>, <c>debian</c>.</summary>
    public string Repository { get; private init; } = "";

    /// <summary>The tag; null when there is none. May hold <see cref="Scope.Unknown"/>.</summary>
    public string? Tag { get; private init; }

    /// <summary>The digest with its algorithm; null when there is none.</summary>
    public string? Digest { get; private init; }

    /// <summary>True when no part depends on something that only the build knows.</summary>
    public bool IsResolved => !Text.Contains(Scope.Unknown, StringComparison.Ordinal);

    /// <summary>Takes a name apart; what is no valid name gives parts that are as odd as it.</summary>
    public static ImageReference Parse(string text)
    {
        var (name, digest) = Cut(text, text.IndexOf('@', StringComparison.Ordinal));
        // A colon in front of the last slash belongs to a registry's port.
        int colon = name.LastIndexOf(':');
        (name, var tag) = Cut(name, colon > name.LastIndexOf('/') ? colon : -1);
        var (registry, repository) = SplitRegistry(name);
        return new(text) { Registry = registry, Repository = repository, Tag = tag, Digest = digest };
    }

    private static (string Before, string? After) Cut(string text, int at) => at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);

    private static (string? Registry, string Repository) SplitRegistry(string name)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return (null, name);
        var first = name[..slash];
        bool isHost = first == "localhost" || first.AsSpan().ContainsAny('.', ':') || first.Contains(Scope.Unknown, StringComparison.Ordinal);
        return isHost ? (first, name[(slash + 1)..]) : (null, name);
    }
}
