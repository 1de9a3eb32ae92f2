using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

/// <summary>Findings that one sentence can speak of.</summary>
internal readonly record struct FindingGroup(GateAction Gate, bool InGrace, Severity Severity, FindingKind Kind, bool IsExploited, bool HasFix) : IComparable<FindingGroup>
{
    /// <summary>The group a finding belongs to.</summary>
    public static FindingGroup Of(Finding finding, Ruling ruling)
    {
        bool isExploited = ruling.Trigger is Trigger.KnownExploited;
        bool hasFix = !isExploited && finding.Advisory?.FixState is FixState.Fixed; // Exploited is reason enough, fix or no fix.
        return new(ruling.Gate, ruling.BlocksFrom is not null, finding.Severity, finding.Kind, isExploited, hasFix);
    }

    /// <summary>Worst first: gate, what will block soon, severity, what is exploited, what can be fixed.</summary>
    public int CompareTo(FindingGroup other)
    {
        int order = other.Gate.CompareTo(Gate);
        if (order == 0) order = other.InGrace.CompareTo(InGrace);
        if (order == 0) order = other.Severity.CompareTo(Severity);
        if (order == 0) order = other.IsExploited.CompareTo(IsExploited);
        if (order == 0) order = Kind.CompareTo(other.Kind);
        return order == 0 ? other.HasFix.CompareTo(HasFix) : order;
    }

    /// <summary>Says it: <c>3 critical vulnerabilities with a fix reach the block threshold.</c></summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="blocksFrom">The first day on which one of them blocks; null when none is in a grace period.</param>
    public string Sentence(int count, DateOnly? blocksFrom)
    {
        var subject = Wording.Findings(count, Severity, Kind) + Details;
        if (blocksFrom is { } day)
            return FormattableString.Invariant($"{subject} {(count == 1 ? "is" : "are")} in grace: {(count == 1 ? "it blocks" : "the first blocks")} from {day:yyyy-MM-dd} on.");
        return $"{subject} {(count == 1 ? "reaches" : "reach")} the {(Gate is GateAction.Block ? "block" : "warn")} threshold.";
    }

    private string Details => (Kind, IsExploited) switch
    {
        (FindingKind.Vulnerability, true) => " known to be exploited",
        (FindingKind.Vulnerability, false) => HasFix ? " with a fix" : " without a known fix",
        _ => "",
    };
}
