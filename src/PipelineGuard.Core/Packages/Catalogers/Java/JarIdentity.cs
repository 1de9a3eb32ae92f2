namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>
/// Concludes what an archive is that Maven's files say nothing about: from its manifest, helped by its name and by what is known of well-known
/// artifacts. Manifests have no one place for a group, so several are tried.
/// </summary>
internal static class JarIdentity
{
    /// <summary>The coordinates, and what proves them. Parts that nothing tells are null.</summary>
    /// <param name="manifest">The archive's manifest.</param>
    /// <param name="fileName">The archive's name without folders.</param>
    public static (MavenCoordinates Coordinates, PackageEvidence Evidence) Of(JarManifest manifest, ReadOnlySpan<char> fileName)
    {
        var named = JarFileName.Parse(fileName);
        // Jenkins plugins say it plainly.
        if (manifest["Plugin-Version"] is { } plugin && Id(manifest["Group-Id"]) is { } group && Id(manifest["Artifact-Id"] ?? manifest["Short-Name"]) is { } shortName)
            return (new(group, shortName, Version(plugin.Split(' ', 2)[0]) ?? named.Version), PackageEvidence.Installed);
        var artifact = ArtifactOf(manifest, named);
        var stated = StatedVersion(manifest, named.Version);
        var version = stated ?? named.Version ?? Version(manifest["Specification-Version"]);
        var known = artifact is null ? null : KnownGroups.Find(artifact);
        var coordinates = known ?? new(artifact is null ? null : GroupOf(manifest, artifact), artifact, null);
        return (coordinates with { Version = version }, stated is null ? PackageEvidence.FileName : PackageEvidence.Installed);
    }

    // A name with a version was given by a build and spells the artifact as its repository does; titles are often prose.
    private static string? ArtifactOf(JarManifest manifest, MavenCoordinates named) =>
        named.Version is not null && named.Artifact is not null ? named.Artifact
        : Id(manifest["Implementation-Title"]) is { } title && KnownGroups.Find(title) is not null ? title
        : named.Artifact is not null && KnownGroups.Find(named.Artifact) is not null ? named.Artifact
        : Id(manifest["Implementation-Title"]) ?? named.Artifact ?? Id(manifest["Automatic-Module-Name"]) ?? Id(manifest.SymbolicName);

    private static string? GroupOf(JarManifest manifest, string artifact)
    {
        if (Id(manifest["Group-Id"]) is { } stated) return stated;
        if (Id(manifest["Implementation-Vendor-Id"]) is { } vendor && (vendor.Contains('.', StringComparison.Ordinal) || vendor == artifact)) return vendor;
        return GroupIn(manifest.SymbolicName, artifact) ?? GroupIn(Id(manifest["Automatic-Module-Name"]), artifact);
    }

    // "com.fasterxml.jackson.core.jackson-databind": the group, a dot, the artifact.
    private static string? GroupIn(string? name, string artifact) =>
        Id(name) is { } id && id.Length > artifact.Length + 1 && id.EndsWith(artifact, StringComparison.Ordinal) && id[^(artifact.Length + 1)] == '.'
        && id[..^(artifact.Length + 1)] is var group && group.Contains('.', StringComparison.Ordinal)
            ? group
            : null;

    // Some builds write a revision or a date there: what does not begin with a digit is no version.
    private static string? StatedVersion(JarManifest manifest, string? named)
    {
        string?[] stated = [Version(manifest["Implementation-Version"]), Version(manifest["Bundle-Version"])];
        var versions = stated.OfType<string>().Where(version => char.IsAsciiDigit(version[0])).ToList();
        return named is not null && versions.Exists(version => IsSame(named, version)) ? named : versions.FirstOrDefault();
    }

    // OSGi allows three numbers and one qualifier only: "31.1-jre" becomes "31.1.0.jre". Some builds forget to drop "-SNAPSHOT" there.
    private static bool IsSame(string named, string stated) => Plain(named) == Plain(stated);

    private static string Plain(string version) =>
        string.Join('.', version.ToLowerInvariant().Split('.', '-', '_').Where(part => part.Trim('0').Length > 0 && part != "snapshot"));

    private static string? Id(string? text) => MavenCoordinates.IsId(text) ? text : null;

    private static string? Version(string? text) => MavenCoordinates.IsVersion(text) ? text : null;
}
