namespace PipelineGuard.Packages;

/// <summary>The operating system of an image, from its <c>os-release</c> file (freedesktop.org, os-release(5)).</summary>
/// <param name="Id"><c>ID</c>, lower case: <c>debian</c>, <c>alpine</c>.</param>
/// <param name="VersionId"><c>VERSION_ID</c>: <c>12</c>, <c>3.19.1</c>; empty for rolling ones.</param>
public sealed record Distribution(string Id, string VersionId)
{
    /// <summary><c>PRETTY_NAME</c>, for people; falls back to id and version.</summary>
    public string PrettyName { get; init; } = $"{Id} {VersionId}".Trim();

    /// <summary><c>VERSION_CODENAME</c>; null when not stated.</summary>
    public string? Codename { get; init; }
}
