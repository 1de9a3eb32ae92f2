namespace PipelineGuard.Findings;

/// <summary>What a VEX document says about a vulnerability in a product (CISA, "Minimum Requirements for VEX").</summary>
public enum VexStatus
{
    /// <summary>The product is not affected: the finding does not count.</summary>
    NotAffected,

    /// <summary>This very version has the fix: the finding does not count.</summary>
    Fixed,

    /// <summary>The product is affected.</summary>
    Affected,

    /// <summary>Nobody knows yet.</summary>
    UnderInvestigation,
}

/// <summary>The VEX statement that holds for a finding: of several the latest.</summary>
/// <param name="Status">What it says.</param>
/// <param name="Source">Where it stands: <c>vex/shop.openvex.json(12,5)</c>.</param>
public sealed record VexFacts(VexStatus Status, string Source)
{
    /// <summary>Why the product is not affected, one of OpenVEX's five words; null when it does not say.</summary>
    public string? Justification { get; init; }

    /// <summary>The impact or action statement; null when there is none. Text of others.</summary>
    public string? Statement { get; init; }

    /// <summary>When it was last stated; null when it does not say.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
