using System.Collections.Immutable;

namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>
/// Git's patterns (gitignore(5)): <c>*</c>, <c>?</c>, <c>[a-z]</c> and backslash within a name, <c>**</c> for any number of folders.
/// Both levels go back to the last star only, so the time is at most the product of both lengths.
/// </summary>
internal static class GitPattern
{
    /// <summary>Whether a pattern fits a whole path, each given by its segments.</summary>
    public static bool MatchesPath(ImmutableArray<string> pattern, ReadOnlySpan<string> path)
    {
        int at = 0, part = 0, star = -1, starAt = 0;
        while (at < path.Length)
        {
            if (part < pattern.Length && pattern[part] == "**")
            {
                // At the end it stands for what is inside, and not for the folder itself.
                if (part + 1 == pattern.Length) return true;
                (star, starAt) = (part++, at);
            }
            else if (part < pattern.Length && MatchesName(pattern[part], path[at])) (part, at) = (part + 1, at + 1);
            else if (star >= 0) (part, at) = (star + 1, ++starAt);
            else return false;
        }
        return part == pattern.Length;
    }

    /// <summary>Whether a pattern fits a whole name.</summary>
    public static bool MatchesName(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int at = 0, part = 0, star = -1, starAt = 0;
        while (at < name.Length)
        {
            if (part < pattern.Length && pattern[part] == '*') (star, starAt) = (part++, at);
            else if (part < pattern.Length && TakesOne(pattern[part..], name[at], out int length)) (part, at) = (part + length, at + 1);
            else if (star >= 0) (part, at) = (star + 1, ++starAt);
            else return false;
        }
        return pattern[part..].IndexOfAnyExcept('*') < 0;
    }

    private static bool TakesOne(ReadOnlySpan<char> pattern, char c, out int length)
    {
        length = 1;
        switch (pattern[0])
        {
            case '?': return true;
            case '\\' when pattern.Length > 1:
                length = 2;
                return pattern[1] == c;
            case '[' when EndOfSet(pattern) is var end and > 0:
                length = end + 1;
                return IsInSet(pattern[1..end], c);
            default: return pattern[0] == c;
        }
    }

    // "[]a]" holds a bracket.
    private static int EndOfSet(ReadOnlySpan<char> pattern)
    {
        int from = pattern.Length > 1 && pattern[1] is '!' or '^' ? 3 : 2;
        int end = from < pattern.Length ? pattern[from..].IndexOf(']') : -1;
        return end < 0 ? -1 : from + end;
    }

    private static bool IsInSet(ReadOnlySpan<char> set, char c)
    {
        bool isNegated = set[0] is '!' or '^';
        for (int i = isNegated ? 1 : 0; i < set.Length; i++)
        {
            bool isRange = i + 2 < set.Length && set[i + 1] == '-';
            if (c >= set[i] && c <= (isRange ? set[i + 2] : set[i])) return !isNegated;
            if (isRange) i += 2;
        }
        return isNegated;
    }
}
