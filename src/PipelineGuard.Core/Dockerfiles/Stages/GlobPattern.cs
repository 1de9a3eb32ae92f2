using System.Text;

namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>The patterns of <c>${name#pattern}</c> and <c>${name/pattern/text}</c>: <c>*</c>, <c>?</c> and a backslash in front of a plain character.</summary>
internal static class GlobPattern
{
    /// <summary>An upper bound of the steps that one match takes.</summary>
    public static long MatchCost(string pattern, string value) => (pattern.Length + 1L) * (value.Length + 1L);

    /// <summary>An upper bound of the steps that a replacement takes: a match from each character on, to the end when there is a star.</summary>
    public static long ReplaceCost(string pattern, string value) =>
        MatchCost(pattern, value) * (1L + (pattern.Contains('*', StringComparison.Ordinal) ? value.Length : pattern.Length));

    /// <summary>Length of the shortest or longest beginning that the whole pattern matches; null when none does.</summary>
    public static int? MatchFromStart(string pattern, string value, bool longest) => Match(Parse(pattern), value, longest);

    /// <summary>Length of the shortest or longest ending that the whole pattern matches; null when none does.</summary>
    public static int? MatchFromEnd(string pattern, string value, bool longest)
    {
        var (parts, text) = (Parse(pattern), value.ToCharArray());
        parts.Reverse();
        Array.Reverse(text);
        return Match(parts, text, longest);
    }

    /// <summary>Replaces the first or every longest match.</summary>
    public static string Replace(string pattern, string value, string replacement, bool all)
    {
        var parts = Parse(pattern);
        var result = new StringBuilder();
        int at = 0;
        for (bool done = parts.Count == 0; at < value.Length && !done;)
        {
            int length = Match(parts, value.AsSpan(at), longest: true) ?? 0;
            if (length == 0)
            {
                result.Append(value[at++]);
                continue;
            }
            result.Append(replacement);
            at += length;
            done = !all;
            if (result.Length > ExpansionBudget.LongestValue) return Scope.Unknown.ToString();
        }
        return result.Append(value, at, value.Length - at).ToString();
    }

    private enum PartKind
    {
        Character,
        AnyOne,
        AnyNumber,
    }

    private static List<(PartKind Kind, char Character)> Parse(string pattern)
    {
        var parts = new List<(PartKind, char)>(pattern.Length);
        for (int at = 0; at < pattern.Length; at++)
        {
            parts.Add(pattern[at] switch
            {
                '*' => (PartKind.AnyNumber, '*'),
                '?' => (PartKind.AnyOne, '?'),
                '\\' when at + 1 < pattern.Length => (PartKind.Character, pattern[++at]),
                var plain => (PartKind.Character, plain),
            });
        }
        return parts;
    }

    // Walks all ways through the pattern at once (a state for each part), so that many stars cost no more than many letters.
    private static int? Match(List<(PartKind Kind, char Character)> parts, ReadOnlySpan<char> value, bool longest)
    {
        var (now, next) = (new bool[parts.Count + 1], new bool[parts.Count + 1]);
        now[0] = true;
        PassStars(parts, now);
        int? found = null;
        for (int length = 0; ; length++)
        {
            if (now[parts.Count]) found = length;
            if ((found is not null && !longest) || length == value.Length || !now.Contains(true)) return found;
            Array.Clear(next);
            for (int i = 0; i < parts.Count; i++)
            {
                if (!now[i]) continue;
                if (parts[i].Kind == PartKind.AnyNumber) next[i] = true;
                else if (parts[i].Kind == PartKind.AnyOne || parts[i].Character == value[length]) next[i + 1] = true;
            }
            PassStars(parts, next);
            (now, next) = (next, now);
        }
    }

    private static void PassStars(List<(PartKind Kind, char Character)> parts, bool[] states)
    {
        for (int i = 0; i < parts.Count; i++) states[i + 1] |= states[i] && parts[i].Kind == PartKind.AnyNumber;
    }
}
