using System.Collections.Immutable;

namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>One <c>.gitignore</c> file (gitignore(5)): the last line that matches decides.</summary>
internal sealed class GitIgnore
{
    private readonly ImmutableArray<Rule> _rules;

    private GitIgnore(ImmutableArray<Rule> rules) => _rules = rules;

    /// <summary>Reads its text.</summary>
    public static GitIgnore Parse(string text)
    {
        var rules = ImmutableArray.CreateBuilder<Rule>();
        foreach (var line in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            if (ReadLine(line) is { } rule) rules.Add(rule);
        }
        return new(rules.DrainToImmutable());
    }

    /// <summary>Whether a path is ignored; null when no line is about it.</summary>
    /// <param name="path">Relative to the folder of the file, with forward slashes.</param>
    /// <param name="isFolder">True for a folder.</param>
    public bool? Ignores(string path, bool isFolder)
    {
        var segments = path.Split('/');
        for (int i = _rules.Length - 1; i >= 0; i--)
        {
            var rule = _rules[i];
            if (rule.IsForFolders && !isFolder) continue;
            if (rule.Segments is [var name] && !rule.IsAnchored ? GitPattern.MatchesName(name, segments[^1]) : GitPattern.MatchesPath(rule.Segments, segments))
                return !rule.IsException;
        }
        return null;
    }

    private static Rule? ReadLine(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("#")) return null;
        // A blank at the end counts when a backslash stands in front of it.
        while (line.EndsWith(" ") && !line.EndsWith("\\ ")) line = line[..^1];
        bool isException = line.StartsWith("!");
        if (isException) line = line[1..];
        bool isForFolders = line.EndsWith("/");
        if (isForFolders) line = line[..^1];
        if (line.IsEmpty) return null;
        // A slash in front or within ties the pattern to the folder.
        bool isAnchored = line.Contains('/');
        return new([.. line.TrimStart('/').ToString().Split('/')], isAnchored, isForFolders, isException);
    }

    private sealed record Rule(ImmutableArray<string> Segments, bool IsAnchored, bool IsForFolders, bool IsException);
}
