using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

/// <summary>How a finding reached a threshold.</summary>
internal enum Trigger
{
    /// <summary>Through its severity.</summary>
    Severity,

    /// <summary>Because it is exploited in the wild.</summary>
    KnownExploited,
}

/// <summary>
/// Holds findings against one line of a threshold. A fact that is not known never takes a finding out of a line: who blocks old
/// vulnerabilities wants to hear about one without a date too.
/// </summary>
internal static class ThresholdMatch
{
    /// <summary>How the finding reaches the line; null when it does not.</summary>
    public static Trigger? Of(Threshold line, Finding finding, DateOnly today)
    {
        if (!IsInScope(line, finding)) return null;
        if (line.KnownExploited is { } bar && finding.Severity >= bar && finding.Advisory?.KnownExploited is true) return Trigger.KnownExploited;
        return ReachesSeverity(line, finding, today) ? Trigger.Severity : null;
    }

    /// <summary>What sort of target a finding is about. Attribution may point at a Dockerfile from an image, so that the place alone does not tell.</summary>
    public static TargetKind TargetOf(Finding finding)
    {
        bool isSource = finding is { Location.Kind: LocationKind.Source, Layer: null, Package: null, Attribution: null } and not { Kind: FindingKind.Configuration };
        return finding.Kind is FindingKind.Dockerfile || isSource ? TargetKind.Dockerfile : TargetKind.Image;
    }

    private static bool IsInScope(Threshold line, Finding finding) =>
        (line.Target is not { } target || TargetOf(finding) == target)
        && (line.Origin is not { } origin || (finding.Layer?.Origin ?? origin) == origin)
        && (line.Ecosystems.IsEmpty || finding.Package is { } package && line.Ecosystems.Any(name => Ecosystems.Holds(name, package)))
        && (line.New is not { } isNew || isNew == (finding.State is not FindingState.Unchanged));

    private static bool ReachesSeverity(Threshold line, Finding finding, DateOnly today)
    {
        // What a line says about secrets, malware or end of life replaces what it says about severities.
        if (OwnBar(line, finding.Kind) is { } own) return finding.Severity >= own;
        return line.SeverityBar is { } bar && finding.Severity >= bar && IsQualified(line, finding, today);
    }

    private static Severity? OwnBar(Threshold line, FindingKind kind) => kind switch
    {
        FindingKind.Secret => line.Secrets,
        FindingKind.Malware => line.Malware,
        FindingKind.EndOfLife => line.EndOfLife,
        FindingKind.Vulnerability or FindingKind.Dockerfile or FindingKind.Configuration => null,
    };

    private static bool IsQualified(Threshold line, Finding finding, DateOnly today)
    {
        if (finding is not { Kind: FindingKind.Vulnerability, Advisory: { } advisory })
            return line is { Fixable: not false, FixStates.IsEmpty: true, Epss: null, OlderThanDays: null };
        return (line.Fixable is not { } fixable || fixable == advisory.FixState is FixState.Fixed)
            && (line.FixStates.IsEmpty || line.FixStates.Contains(advisory.FixState))
            && (line.Epss is not { } epss || (advisory.Epss ?? 1) >= epss)
            && (line.OlderThanDays is not { } days || advisory.Published is not { } published || Days.Between(published, today) >= days);
    }
}
