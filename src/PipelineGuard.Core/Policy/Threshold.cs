using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

/// <summary>
/// One line of a <c>block</c> or <c>warn</c> threshold. Its <em>scope</em> (target, origin, ecosystems, new) says which findings it looks
/// at; within the scope a finding reaches it through any of its <em>triggers</em> (severity, known exploited, secrets, malware, end of
/// life). The <em>qualifiers</em> (fixable, fix states, EPSS, age) narrow the severity trigger and no other.
/// </summary>
public sealed record Threshold
{
    /// <summary>The lowest severity that reaches it; null means any when there is a qualifier or no trigger at all, otherwise none.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The lowest severity at which a vulnerability that is exploited in the wild reaches it, fix or no fix; null when that does not matter.</summary>
    public Severity? KnownExploited { get; init; }

    /// <summary>The lowest severity at which a secret reaches it; null when <see cref="Severity"/> decides.</summary>
    public Severity? Secrets { get; init; }

    /// <summary>The lowest severity at which malware reaches it; null when <see cref="Severity"/> decides.</summary>
    public Severity? Malware { get; init; }

    /// <summary>The lowest severity at which end-of-life software reaches it; null when <see cref="Severity"/> decides.</summary>
    public Severity? EndOfLife { get; init; }

    /// <summary>True for vulnerabilities with a known fix and for everything that is no vulnerability, false for the others; null for both.</summary>
    public bool? Fixable { get; init; }

    /// <summary>Only vulnerabilities in one of these states; empty for any.</summary>
    public ImmutableArray<FixState> FixStates { get; init; } = [];

    /// <summary>Only vulnerabilities with at least this EPSS probability, 0 to 1, or with an unknown one; null for any.</summary>
    public double? Epss { get; init; }

    /// <summary>Only vulnerabilities published at least so many days ago, or on an unknown day; null for any.</summary>
    public int? OlderThanDays { get; init; }

    /// <summary>Only findings about such targets; null for any.</summary>
    public TargetKind? Target { get; init; }

    /// <summary>Only findings of layers of that origin, or of unknown origin; null for any.</summary>
    public LayerOrigin? Origin { get; init; }

    /// <summary>Only findings about packages of these ecosystems, names as in <see cref="Ecosystems"/>; empty for any.</summary>
    public ImmutableArray<string> Ecosystems { get; init; } = [];

    /// <summary>True for findings that are not in the baseline, false for those that are; null for both.</summary>
    public bool? New { get; init; }

    /// <summary>True when a trigger other than the severity is named.</summary>
    internal bool NamesTriggers => (KnownExploited ?? Secrets ?? Malware ?? EndOfLife) is not null;

    /// <summary>True when the severity trigger is narrowed.</summary>
    internal bool NamesQualifiers => Fixable is not null || !FixStates.IsEmpty || Epss is not null || OlderThanDays is not null;

    /// <summary>The lowest severity that reaches it, as <see cref="Severity"/> is meant; null for none.</summary>
    internal Severity? SeverityBar => Severity ?? (NamesQualifiers || !NamesTriggers ? Findings.Severity.Info : null);

    /// <summary>The line without its severity trigger; only meaningful where other triggers are named.</summary>
    internal Threshold WithoutSeverity() => this with { Severity = null, Fixable = null, FixStates = [], Epss = null, OlderThanDays = null };
}

/// <summary>What sort of target a finding is about.</summary>
public enum TargetKind
{
    /// <summary>A built image.</summary>
    Image,

    /// <summary>A Dockerfile.</summary>
    Dockerfile,
}
