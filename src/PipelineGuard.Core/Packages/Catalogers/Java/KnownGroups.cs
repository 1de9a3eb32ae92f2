using System.Collections.Frozen;

namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>
/// The groups of well-known artifacts, for archives that do not tell theirs (<c>known-groups.tsv</c>): a name or the beginning of one, the group,
/// and the artifact where files go by another name.
/// </summary>
internal static class KnownGroups
{
    private static readonly Lazy<(FrozenDictionary<string, MavenCoordinates> Exact, (string Prefix, string Group)[] Prefixes)> Table = new(Load);

    /// <summary>Group and artifact; null when nothing of that name is known.</summary>
    /// <param name="name">The artifact, or the name of its file without version.</param>
    public static MavenCoordinates? Find(string name)
    {
        var (exact, prefixes) = Table.Value;
        if (exact.TryGetValue(name, out var known)) return known;
        return Array.Find(prefixes, row => name.StartsWith(row.Prefix, StringComparison.Ordinal)) is { Group: { } group } ? new(group, name, null) : null;
    }

    private static (FrozenDictionary<string, MavenCoordinates> Exact, (string Prefix, string Group)[] Prefixes) Load()
    {
        using var table = typeof(KnownGroups).Assembly.GetManifestResourceStream("PipelineGuard.Packages.Catalogers.Java.known-groups.tsv")
            ?? throw new InvalidOperationException("The table of groups is not in the assembly.");
        using var text = new StreamReader(table);
        var rows = text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#').Select(line => line.Split('\t')).ToList();
        return (
            rows.Where(row => !row[0].EndsWith('*')).ToFrozenDictionary(row => row[0], row => new MavenCoordinates(row[1], row.Length > 2 ? row[2] : row[0], null), StringComparer.Ordinal),
            [.. rows.Where(row => row[0].EndsWith('*')).Select(row => (row[0][..^1], row[1])).OrderByDescending(row => row.Item1.Length)]);
    }
}
