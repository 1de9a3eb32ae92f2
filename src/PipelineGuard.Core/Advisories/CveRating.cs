namespace PipelineGuard.Advisories;

/// <summary>A CVSS vector and the advisory that gives it.</summary>
/// <param name="Vector">The vector as it stands in the record.</param>
/// <param name="Advisory">The id of that record.</param>
internal readonly record struct CveRating(string Vector, string Advisory) : IComparable<CveRating>
{
    /// <summary>Best first: the newest CVSS version, GitHub's reviewed advisories before others, then by ordinal so that the choice never varies.</summary>
    public int CompareTo(CveRating other)
    {
        int order = Version(other.Vector).CompareTo(Version(Vector));
        if (order == 0) order = IsReviewed(other.Advisory).CompareTo(IsReviewed(Advisory));
        if (order == 0) order = string.CompareOrdinal(Advisory, other.Advisory);
        return order == 0 ? string.CompareOrdinal(Vector, other.Vector) : order;
    }

    // "CVSS:4.0/…" gives '4', '0'; CVSS 2 has no prefix.
    private static (char Major, char Minor) Version(string vector) =>
        vector.StartsWith("CVSS:", StringComparison.Ordinal) && vector.Length > 7 ? (vector[5], vector[7]) : ('2', '0');

    private static bool IsReviewed(string id) => id.StartsWith("GHSA-", StringComparison.Ordinal);
}
