using System.Collections.Frozen;
using PipelineGuard.Findings;

namespace PipelineGuard.Vulnerabilities;

/// <summary>The words that sources rate with, in place of a CVSS vector or beside it.</summary>
internal static class SourceWords
{
    private static readonly FrozenDictionary<string, Severity> Severities = new Dictionary<string, Severity>
    {
        ["critical"] = Severity.Critical,
        ["high"] = Severity.High,
        ["important"] = Severity.High, // Red Hat and its kin.
        ["medium"] = Severity.Medium,
        ["moderate"] = Severity.Medium, // GitHub; Red Hat and its kin.
        ["low"] = Severity.Low,
        ["negligible"] = Severity.Info, // Ubuntu: "technically a security problem, but only theoretical in nature".
        ["unimportant"] = Severity.Info, // Debian: no effect on the packages it ships.
        ["none"] = Severity.Info,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Debian's "no-dsa" and "postponed" only say that there will be no hurry: such a fix comes with a point release.
    private static readonly FrozenSet<string> NoFix =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "end-of-life", "ignored", "wontfix", "won't fix", "will not fix");

    /// <summary>The severity that a word stands for; null when it stands for none (<c>not yet assigned</c>) or is a vector.</summary>
    public static Severity? SeverityOf(string word) =>
        Severities.TryGetValue(Plain(word), out var severity) ? severity : null;

    /// <summary>True when a distribution says with this word that it will not fix the package.</summary>
    public static bool MeansNoFixWillCome(string word) => NoFix.Contains(Plain(word));

    // Debian's tracker marks an urgency that was set automatically: "low**".
    private static string Plain(string word) => word.Trim().TrimEnd('*');
}
