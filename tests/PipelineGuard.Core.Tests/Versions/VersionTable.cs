namespace PipelineGuard.Versions;

/// <summary>One row of <c>Tables/&lt;scheme&gt;.txt</c>: <c>1.0~rc1 &lt; 1.0</c>.</summary>
internal sealed record VersionRow(string Left, int Sign, string Right);

/// <summary>The tables that say how each scheme orders versions. Lines that start with <c>#</c> explain.</summary>
internal static class VersionTable
{
    public static IEnumerable<VersionRow> Read(string scheme) =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Versions", "Tables", scheme + ".txt"))
        where line.Length > 0 && line[0] != '#'
        select Parse(line.Split(' '));

    private static VersionRow Parse(string[] words) => words switch
    {
        [var left, "<", var right] => new(left, -1, right),
        [var left, "=", var right] => new(left, 0, right),
        [var left, ">", var right] => new(left, 1, right),
        _ => throw new FormatException($"No row of a version table: {string.Join(' ', words)}"),
    };
}
