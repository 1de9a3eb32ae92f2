using PipelineGuard.Findings;

namespace PipelineGuard.Baselines;

/// <summary>A finding that is known already.</summary>
/// <param name="Fingerprint">As in <see cref="Finding.Fingerprint"/>: the same for another build and another version of the package.</param>
/// <param name="Rule">The rule or advisory.</param>
/// <param name="Subject">The package, or the place where there is none; for people only. May hold text from the image.</param>
/// <param name="Severity">How bad it was when it was written down; for people only.</param>
/// <param name="Target">The logical name of its target; null when it may be any, as SARIF files do not say.</param>
public sealed record BaselineEntry(string Fingerprint, string Rule, string Subject, Severity Severity, string? Target) : IComparable<BaselineEntry>
{
    /// <summary>Orders entries so that a review shows what came and what went.</summary>
    public int CompareTo(BaselineEntry? other)
    {
        if (other is null) return 1;
        int order = string.CompareOrdinal(Target, other.Target);
        if (order == 0) order = string.CompareOrdinal(Rule, other.Rule);
        if (order == 0) order = string.CompareOrdinal(Subject, other.Subject);
        return order == 0 ? string.CompareOrdinal(Fingerprint, other.Fingerprint) : order;
    }
}
