namespace PipelineGuard.Sbom.Spdx;

/// <summary>Properties as the lines of a comment, <c>name=value</c>: SPDX 2 has no place of its own for them.</summary>
internal static class SpdxComment
{
    /// <summary>The text. What a line cannot hold is left out.</summary>
    public static string Of(IEnumerable<(string Name, string Value)> properties) =>
        string.Join('\n', properties.Where(property => !property.Value.AsSpan().ContainsAny('\n', '\r')).Select(property => $"{property.Name}={property.Value}"));

    /// <summary>The properties in a text; other lines are passed over.</summary>
    public static IEnumerable<(string Name, string Value)> Parse(string text) =>
        from line in text.Split('\n')
        let at = line.IndexOf('=', StringComparison.Ordinal)
        where at > 0
        select (line[..at], line[(at + 1)..]);
}
