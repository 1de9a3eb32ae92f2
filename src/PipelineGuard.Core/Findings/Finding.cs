namespace PipelineGuard.Findings;

/// <summary>Whether a finding is known already.</summary>
public enum FindingState
{
    /// <summary>Not in the baseline, or there is no baseline.</summary>
    New,

    /// <summary>In the baseline.</summary>
    Unchanged,

    /// <summary>Reported, but suppressed by a waiver or an ignore comment.</summary>
    Waived,
}

/// <summary>What a finding does to the verdict, least to worst.</summary>
public enum GateAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It reaches a <c>warn</c> threshold.</summary>
    Warn,

    /// <summary>It reaches a <c>block</c> threshold.</summary>
    Block,
}

/// <summary>One thing that makes a target risky.</summary>
public sealed record Finding : IComparable<Finding>
{
    /// <summary>The rule or advisory behind it.</summary>
    public required RuleId Rule { get; init; }

    /// <summary>What sort of risk it is.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>How bad it is, policy overrides included.</summary>
    public required Severity Severity { get; init; }

    /// <summary>A few words, the same for every finding of the rule.</summary>
    public required string Title { get; init; }

    /// <summary>One or two sentences about this very finding. Plain text; may hold text from the image, so escape it on the way out.</summary>
    public required string Message { get; init; }

    /// <summary>Where to look first.</summary>
    public required Location Location { get; init; }

    /// <summary>The scanned target it belongs to, as the user named it.</summary>
    public required string Target { get; init; }

    /// <summary>Stable over rebuilds and version bumps: made of rule, package name and logical path (see <see cref="Findings.Fingerprint"/>).</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The package it is about; null when it is not about a package.</summary>
    public AffectedPackage? Package { get; init; }

    /// <summary>The vulnerability behind it; null when it is not about one.</summary>
    public AdvisoryFacts? Advisory { get; init; }

    /// <summary>What may be told of the secret; null when it is not about one.</summary>
    public SecretFacts? Secret { get; init; }

    /// <summary>The layer that brought it; null for Dockerfiles and where unknown.</summary>
    public LayerFacts? Layer { get; init; }

    /// <summary>The smallest change that removes it; null when none is known.</summary>
    public Fix? Fix { get; init; }

    /// <summary>Whether it is known already.</summary>
    public FindingState State { get; init; }

    /// <summary>Why it does not count; null unless <see cref="State"/> is <see cref="FindingState.Waived"/>.</summary>
    public Suppression? Suppression { get; init; }

    /// <summary>What a VEX document says about it; null when none does.</summary>
    public VexFacts? Vex { get; init; }

    /// <summary>How <see cref="Location"/> was led from the image to a source file; null where nobody looked, and for what was found in a source file.</summary>
    public SourceAttribution? Attribution { get; init; }

    /// <summary>What of an image's configuration it is about: <c>ENV NAME</c>, <c>LABEL name</c>, <c>history step 3</c>, or just the name for rules about one kind of setting; null for everything else.</summary>
    internal string? Setting { get; init; }

    /// <summary>What it does to the verdict; set by the policy.</summary>
    public GateAction Gate { get; init; }

    /// <summary>Orders findings for every report: worst gate action first, then worst severity, then what is exploited or likely to be, then text, so that the order never varies.</summary>
    public int CompareTo(Finding? other) => other is null ? -1 : Order(this, other);

    private static int Order(Finding a, Finding b)
    {
        // As numbers: CompareTo of an enumeration makes two objects each time, which for a large report is a gigabyte.
        int order = ((int)b.Gate).CompareTo((int)a.Gate);
        if (order == 0) order = ((int)b.Severity).CompareTo((int)a.Severity);
        if (order == 0) order = (b.Advisory?.KnownExploited is true).CompareTo(a.Advisory?.KnownExploited is true);
        if (order == 0) order = (b.Advisory?.Epss ?? 0).CompareTo(a.Advisory?.Epss ?? 0);
        if (order == 0) order = string.CompareOrdinal(a.Target, b.Target);
        if (order == 0) order = a.Rule.CompareTo(b.Rule);
        if (order == 0) order = string.CompareOrdinal(a.Package?.Purl, b.Package?.Purl);
        if (order == 0) order = string.CompareOrdinal(a.Location.Path, b.Location.Path);
        if (order == 0) order = Nullable.Compare(a.Location.Line, b.Location.Line);
        if (order == 0) order = Nullable.Compare(a.Location.Column, b.Location.Column);
        if (order == 0) order = string.CompareOrdinal(a.Package?.FoundIn, b.Package?.FoundIn);
        return order == 0 ? string.CompareOrdinal(a.Message, b.Message) : order;
    }
}
