using PipelineGuard.Advisories;

namespace PipelineGuard.Vulnerabilities;

/// <summary>What the ids of advisories tell.</summary>
internal static class AdvisoryIds
{
    // Errata of distributions: one announcement for everything that an update fixes.
    private static readonly string[] Errata =
    [
        "DSA-", "DLA-", "DTSA-", "ELA-", "USN-", "LSN-", "ALSA-", "ALBA-", "ALEA-", "RLSA-", "RLBA-", "RLEA-", "RXSA-", "RHSA-", "RHBA-", "RHEA-", "SUSE-", "openSUSE-", "MGASA-",
    ];

    /// <summary>True for the announcement of an update, which is published with the fix.</summary>
    public static bool IsErratum(string id) => Errata.Any(prefix => id.StartsWith(prefix, StringComparison.Ordinal));

    // Bug fixes and enhancements, announced in the same way as security updates.
    private static readonly string[] OtherUpdates = ["ALBA-", "ALEA-", "RHBA-", "RHEA-", "RLBA-", "RLEA-"];

    /// <summary>True for the announcement of an update that fixes no vulnerability.</summary>
    public static bool IsMereUpdate(Advisory advisory) =>
        OtherUpdates.Any(prefix => advisory.Id.StartsWith(prefix, StringComparison.Ordinal)) && Fixes(advisory).Count == 0;

    /// <summary>True for the report of a package that is itself an attack (OpenSSF's malicious-packages).</summary>
    public static bool IsMalicious(string id) => id.StartsWith("MAL-", StringComparison.Ordinal);

    /// <summary>The CVE in an id: itself, or what a distribution's own record of a CVE names (<c>DEBIAN-CVE-2024-1</c>); null when there is none.</summary>
    public static string? CveIn(string id)
    {
        if (id.StartsWith("CVE-", StringComparison.Ordinal)) return id;
        int at = id.IndexOf("-CVE-", StringComparison.Ordinal);
        return at > 0 && id.AsSpan(0, at).IndexOfAnyExceptInRange('A', 'Z') < 0 ? id[(at + 1)..] : null;
    }

    /// <summary>All ids of what an advisory is about: its own, its aliases, the CVEs that it fixes, those in the names of all these. A list with repetitions.</summary>
    public static IEnumerable<string> AllOf(Advisory advisory)
    {
        IEnumerable<string> ids = [advisory.Id, .. advisory.Aliases, .. Fixes(advisory)];
        return ids.Concat(ids.Select(CveIn).OfType<string>());
    }

    /// <summary>
    /// The CVEs that an advisory fixes: <c>upstream</c> for all; for an erratum also <c>related</c> and <c>aliases</c>, where some
    /// distributions put them. Elsewhere <c>related</c> means no more than that.
    /// </summary>
    public static List<string> Fixes(Advisory advisory)
    {
        IEnumerable<string> ids = IsErratum(advisory.Id) ? [.. advisory.Upstream, .. advisory.Related, .. advisory.Aliases] : advisory.Upstream;
        return [.. ids.Select(CveIn).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The order in which ids are offered to users: CVE, then GHSA, then the rest; alike ones by ordinal.</summary>
    public static Comparer<string> Order { get; } = Comparer<string>.Create((left, right) =>
        Rank(left).CompareTo(Rank(right)) is var order and not 0 ? order : string.CompareOrdinal(left, right));

    /// <summary>True for ids that all tools know; others are known to their source.</summary>
    public static bool IsWellKnown(string id) => Rank(id) < 2;

    private static int Rank(string id) =>
        id.StartsWith("CVE-", StringComparison.Ordinal) ? 0
        : id.StartsWith("GHSA-", StringComparison.Ordinal) ? 1
        : 2;
}
