namespace PipelineGuard.Findings;

/// <summary>The public, never reused id of a rule (<c>PGD007</c>) or an advisory (<c>CVE-2024-1234</c>); compared by ordinal.</summary>
/// <param name="Value">The id as shown to users; never empty.</param>
public readonly record struct RuleId(string Value) : IComparable<RuleId>
{
    /// <inheritdoc/>
    public int CompareTo(RuleId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
