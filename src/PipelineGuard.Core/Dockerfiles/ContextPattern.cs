using System.Collections.Immutable;

namespace PipelineGuard.Dockerfiles;

/// <summary>
/// A pattern for paths in a build context, as <c>.dockerignore</c> and <c>COPY</c> have it: Go's <c>filepath.Match</c> (<c>*</c>, <c>?</c>,
/// <c>[a-z]</c>, backslash) and <c>**</c> for any number of folders. What matches a folder matches everything below it.
/// </summary>
internal sealed class ContextPattern
{
    private readonly ImmutableArray<Part> _parts;
    // Most patterns hold no sign: comparing text is a hundred times faster.
    private readonly string? _literal;

    private ContextPattern(string cleaned)
    {
        _parts = Read(cleaned);
        if (_parts.All(part => part.Kind == PartKind.Character)) _literal = string.Concat(_parts.Select(part => part.Character));
    }

    private enum PartKind
    {
        Character,

        /// <summary>One character of a set.</summary>
        Set,

        /// <summary><c>?</c>: one character, but no slash.</summary>
        One,

        /// <summary><c>*</c>: any number of characters, but no slash.</summary>
        Star,

        /// <summary><c>**</c>: any number of characters.</summary>
        Deep,

        /// <summary>The next two parts, <see cref="Deep"/> and a slash, may be left out: <c>**/</c>.</summary>
        Optional,
    }

    /// <summary>The file or folder that the pattern names; null when it holds a sign.</summary>
    public string? Literal => _literal;

    /// <summary>Reads a pattern; it is cleaned as Go's <c>filepath.Clean</c> does, and the context is its root.</summary>
    public static ContextPattern Parse(string pattern) => new(Clean(pattern));

    /// <summary>The path without <c>.</c>, <c>..</c>, doubled slashes and the slash in front; empty for the context itself.</summary>
    public static string Clean(string path)
    {
        var kept = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == ".." && kept.Count > 0) kept.RemoveAt(kept.Count - 1);
            else if (segment is not ("" or "." or "..")) kept.Add(segment);
        }
        return string.Join('/', kept);
    }

    /// <summary>True when it matches a path, or one of the folders above.</summary>
    public bool Matches(string path) => MatchedLength(path) >= 0;

    /// <summary>The length of the shortest matched folder above the path, or of the path; -1 when nothing matches.</summary>
    public int MatchedLength(string path)
    {
        if (_literal is null) return MatchParts(path);
        bool matches = _literal.Length == 0
            || path.StartsWith(_literal, StringComparison.Ordinal) && (path.Length == _literal.Length || path[_literal.Length] == '/');
        return matches ? _literal.Length : -1;
    }

    // Walks all ways through the pattern at once, so that no pattern costs more than its length times that of the path.
    private int MatchParts(string path)
    {
        var (now, next) = (new bool[_parts.Length + 1], new bool[_parts.Length + 1]);
        now[0] = true;
        PassEmpty(now);
        for (int at = 0; at < path.Length; at++)
        {
            // All that stands in front of this slash is a folder above the path.
            if (path[at] == '/' && now[^1]) return at;
            Array.Clear(next);
            for (int i = 0; i < _parts.Length; i++)
            {
                if (now[i] && _parts[i].Takes(path[at])) next[_parts[i].Repeats ? i : i + 1] = true;
            }
            PassEmpty(next);
            (now, next) = (next, now);
        }
        return now[^1] ? path.Length : -1;
    }

    private void PassEmpty(bool[] states)
    {
        for (int i = 0; i < _parts.Length; i++)
        {
            if (!states[i]) continue;
            if (_parts[i].Repeats || _parts[i].Kind == PartKind.Optional) states[i + 1] = true;
            if (_parts[i].Kind == PartKind.Optional) states[i + 3] = true;
        }
    }

    private static ImmutableArray<Part> Read(string pattern)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        for (int at = 0; at < pattern.Length; at++)
        {
            char c = pattern[at];
            if (c == '*') at = ReadStars(pattern, at, parts);
            else if (c == '?') parts.Add(new(PartKind.One));
            else if (c == '\\' && at + 1 < pattern.Length) parts.Add(new(PartKind.Character, pattern[++at]));
            else if (c == '[' && pattern.IndexOf(']', at + 1) is var end and > 0)
            {
                parts.Add(new(PartKind.Set, Set: pattern[(at + 1)..end]));
                at = end;
            }
            else parts.Add(new(PartKind.Character, c));
        }
        return parts.DrainToImmutable();
    }

    private static int ReadStars(string pattern, int at, ImmutableArray<Part>.Builder parts)
    {
        if (at + 1 >= pattern.Length || pattern[at + 1] != '*')
        {
            parts.Add(new(PartKind.Star));
            return at;
        }
        bool hasSlash = at + 3 < pattern.Length && pattern[at + 2] == '/';
        if (hasSlash) parts.Add(new(PartKind.Optional));
        parts.Add(new(PartKind.Deep));
        if (hasSlash) parts.Add(new(PartKind.Character, '/'));
        return hasSlash ? at + 2 : at + 1;
    }

    private readonly record struct Part(PartKind Kind, char Character = '\0', string Set = "")
    {
        public bool Repeats => Kind is PartKind.Star or PartKind.Deep;

        public bool Takes(char c) => Kind switch
        {
            PartKind.Character => c == Character,
            PartKind.Set => c != '/' && IsInSet(c),
            PartKind.One or PartKind.Star => c != '/',
            PartKind.Deep => true,
            PartKind.Optional => false,
        };

        // "a-z", "^a-z": a range, or none of it.
        private bool IsInSet(char c)
        {
            bool isNegated = Set.StartsWith('^');
            for (int at = isNegated ? 1 : 0; at < Set.Length; at++)
            {
                bool isRange = at + 2 < Set.Length && Set[at + 1] == '-';
                if (c >= Set[at] && c <= (isRange ? Set[at + 2] : Set[at])) return !isNegated;
                if (isRange) at += 2;
            }
            return isNegated;
        }
    }
}
