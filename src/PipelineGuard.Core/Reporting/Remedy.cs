using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting;

/// <summary>One change that somebody can make, and what it removes.</summary>
/// <param name="Action">What to do, in the imperative. May hold text from the image.</param>
/// <param name="Where">Where to do it: a line of a file, or the layer that brought it; empty when it is not known. May hold text from the image.</param>
/// <param name="Removes">The findings it removes, worst first; never empty, none of them waived.</param>
internal sealed record Remedy(string Action, string Where, ImmutableArray<Finding> Removes) : IComparable<Remedy>
{
    /// <summary>The base image to take, which knows its edits; null when it is another change.</summary>
    public BaseCandidate? Base { get; init; }

    /// <summary>The edit that upgrades packages of the base image; null when each finding has its own, or none.</summary>
    public TextEdit? Upgrade { get; init; }

    /// <summary>The edit that carries it out, where one does for all of them, beside that of a digest in a place of its own; null elsewhere.</summary>
    public TextEdit? Edit => Base?.Edit ?? Upgrade;

    /// <summary>What it removes, by severity.</summary>
    public SeverityCounts Counts { get; } = new(Removes);

    /// <summary>The worst thing that any of them does to the verdict.</summary>
    public GateAction Gate { get; } = Removes.Max(finding => finding.Gate);

    /// <summary>How many of them are exploited in the wild.</summary>
    public int KnownExploited { get; } = Removes.Count(finding => finding.Advisory is { KnownExploited: true });

    /// <summary>What unblocks the pipeline comes first, then what attackers use already, then what removes the worst.</summary>
    public int CompareTo(Remedy? other)
    {
        if (other is null) return -1;
        int order = other.Gate.CompareTo(Gate);
        if (order == 0) order = other.KnownExploited.CompareTo(KnownExploited);
        if (order == 0) order = other.Counts.CompareTo(Counts);
        if (order == 0) order = string.CompareOrdinal(Action, other.Action);
        return order == 0 ? string.CompareOrdinal(Where, other.Where) : order;
    }
}
