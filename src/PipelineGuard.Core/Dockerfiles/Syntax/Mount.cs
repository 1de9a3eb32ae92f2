using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>A <c>RUN --mount=…</c>.</summary>
internal sealed class Mount(Flag flag) : ISyntax
{
    /// <summary>The flag it was read from, for keys not named here.</summary>
    public Flag Flag { get; } = flag;

    /// <inheritdoc/>
    public TextSpan Span => Flag.Span;

    /// <summary><c>bind</c> (also when nothing is said), <c>cache</c>, <c>tmpfs</c>, <c>secret</c> or <c>ssh</c>; as written.</summary>
    public string Type => this["type"] ?? "bind";

    /// <summary>Where it is mounted; null when not said.</summary>
    public string? Target => this["target"] ?? this["dst"] ?? this["destination"];

    /// <summary>The stage or image whose files it shows; null for the build context.</summary>
    public string? From => this["from"];

    /// <summary>The value of a key; null when it has none, or the key is missing.</summary>
    public string? this[string key] => Flag.Options.LastOrDefault(option => option.Key == key)?.Value;
}
