namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>What the name of a Java archive tells: <c>guava-31.1-jre.jar</c> is version <c>31.1-jre</c> of <c>guava</c>.</summary>
internal static class JarFileName
{
    // What may follow a dash inside a version; anything else that starts with a letter belongs to the name ("log4j-1.2-api-2.17.1").
    private static readonly string[] Qualifiers =
        ["alpha", "beta", "b", "m", "rc", "cr", "ga", "final", "release", "sp", "snapshot", "jre", "android", "jdk", "java", "incubating", "pre", "preview", "redhat", "build", "milestone", "ea", "hadoop", "p", "r", "v", "patch", "fuse", "atlassian", "cdh", "cp", "ccs"];

    /// <summary>Artifact and version of a file; either is null when the name does not tell.</summary>
    /// <param name="name">The file's name without folders.</param>
    public static MavenCoordinates Parse(ReadOnlySpan<char> name)
    {
        int dot = name.LastIndexOf('.');
        var stem = (dot < 0 ? name : name[..dot]).ToString();
        int last = -1;
        for (int dash = 1; dash < stem.Length - 1; dash++)
        {
            if (stem[dash] != '-' || !char.IsAsciiDigit(stem[dash + 1])) continue;
            last = dash;
            if (stem[(dash + 1)..].Split('-').All(IsPartOfVersion)) break;
        }
        var (artifact, version) = last < 0 ? (stem, null) : (stem[..last], stem[(last + 1)..]);
        return new(null, MavenCoordinates.IsId(artifact) ? artifact : null, MavenCoordinates.IsVersion(version) ? version : null);
    }

    /// <summary>True for archives of source text or documentation, which never run.</summary>
    public static bool IsForReading(ReadOnlySpan<char> path) =>
        path.EndsWith("-sources.jar", StringComparison.OrdinalIgnoreCase) || path.EndsWith("-javadoc.jar", StringComparison.OrdinalIgnoreCase);

    private static bool IsPartOfVersion(string part)
    {
        if (part.Length == 0) return false;
        if (char.IsAsciiDigit(part[0])) return true;
        return Qualifiers.Contains(string.Concat(part.TakeWhile(char.IsAsciiLetter)), StringComparer.OrdinalIgnoreCase);
    }
}
