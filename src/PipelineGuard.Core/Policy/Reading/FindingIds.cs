namespace PipelineGuard.Policy.Reading;

/// <summary>What the id of a rule or an advisory looks like.</summary>
internal static class FindingIds
{
    private const int LongestId = 100;

    /// <summary>What is wrong with an id; null when a finding may have it.</summary>
    public static string? Mistake(string id)
    {
        if (IsRule(id) || IsAdvisory(id)) return null;
        var quoted = PolicyErrors.Quote(id);
        return id.StartsWith("PG", StringComparison.Ordinal) && id.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0
            ? $"{quoted} is a problem of the scan, not a finding: it can be neither waived nor overridden."
            : $"{quoted} is no id of a rule (PGD007) or an advisory (CVE-2024-1234).";
    }

    // PGD007: the kinds of rules, and three digits.
    private static bool IsRule(string id) =>
        id.Length == 6 && id.StartsWith("PG", StringComparison.Ordinal) && id[2] is 'D' or 'I' or 'M' or 'S' or 'V' && id.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0;

    // CVE-2024-1234, GHSA-xxxx-xxxx-xxxx, DLA-3621-1, ALPINE-CVE-2024-1234: letters and digits, a dash, anything without space.
    private static bool IsAdvisory(string id)
    {
        int dash = id.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && dash < id.Length - 1 && id.Length <= LongestId && char.IsAsciiLetter(id[0])
            && id.Take(dash).All(char.IsAsciiLetterOrDigit) && !id.Any(char.IsWhiteSpace);
    }
}
