namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>Reads the <c>pom.properties</c> that Maven writes into what it builds (Maven Archiver): three properties in Java's format.</summary>
internal static class PomProperties
{
    /// <summary>The coordinates; null parts for what is missing or makes no sense. Never throws.</summary>
    public static MavenCoordinates Parse(ReadOnlySpan<byte> text)
    {
        var coordinates = default(MavenCoordinates);
        var lines = new Utf8Lines(text);
        while (lines.Next(out var line))
        {
            line = line.Trim(" \t\f"u8);
            if (line.IsEmpty || line[0] is (byte)'#' or (byte)'!') continue;
            int end = line.IndexOfAny((byte)'=', (byte)':');
            if (end <= 0) continue;
            var value = Plausibility.Decode(line[(end + 1)..].Trim(" \t"u8)).Replace("\\", "", StringComparison.Ordinal);
            var key = line[..end].Trim(" \t"u8);
            if (key.SequenceEqual("groupId"u8) && MavenCoordinates.IsId(value)) coordinates = coordinates with { Group = value };
            else if (key.SequenceEqual("artifactId"u8) && MavenCoordinates.IsId(value)) coordinates = coordinates with { Artifact = value };
            else if (key.SequenceEqual("version"u8) && MavenCoordinates.IsVersion(value)) coordinates = coordinates with { Version = value };
        }
        return coordinates;
    }
}
