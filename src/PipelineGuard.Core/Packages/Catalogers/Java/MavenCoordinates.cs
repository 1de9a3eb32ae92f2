namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>What identifies a Java artifact (Maven, "POM Reference: Maven Coordinates"). Null is what nobody tells.</summary>
/// <param name="Group">The group: <c>org.apache.logging.log4j</c>.</param>
/// <param name="Artifact">The artifact: <c>log4j-core</c>.</param>
/// <param name="Version">The version.</param>
internal readonly record struct MavenCoordinates(string? Group, string? Artifact, string? Version)
{
    /// <summary>The same, with what <paramref name="other"/> tells where this tells nothing.</summary>
    public MavenCoordinates Or(MavenCoordinates other) => new(Group ?? other.Group, Artifact ?? other.Artifact, Version ?? other.Version);

    /// <summary>True for what may be a group or an artifact: letters, digits, dots, dashes and underscores (Maven's own check).</summary>
    public static bool IsId(string? text) => text is { Length: > 0 and <= 256 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <summary>True for what may be the version of a release: it has a digit, and no space or unresolved property.</summary>
    public static bool IsVersion(string? text) =>
        text is { Length: > 0 and <= 256 } && text.Any(char.IsAsciiDigit) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or '~' or ':');
}
