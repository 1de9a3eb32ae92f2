namespace PipelineGuard.Policy.Reading;

/// <summary>Finds the word that somebody probably meant.</summary>
internal static class NearestWord
{
    private const int LongestWord = 40;

    /// <summary>The known word that is the fewest slips away (a letter more, less, other, or two swapped; a third of the word at most); null when none is near.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        if (word.Length > LongestWord) return null;
        var lower = word.ToLowerInvariant().Replace('_', '-');
        return known.Select(candidate => (candidate, slips: Slips(lower, candidate)))
            .Where(pair => pair.slips <= Math.Max(1, pair.candidate.Length / 3))
            .OrderBy(pair => pair.slips).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate).FirstOrDefault();
    }

    // The optimal string alignment distance, over three rows.
    private static int Slips(string a, string b)
    {
        int[] beforeLast = new int[b.Length + 1], last = [.. Enumerable.Range(0, b.Length + 1)], row = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
            (beforeLast, last, row) = (last, row, beforeLast);
        }
        return last[b.Length];
    }
}
