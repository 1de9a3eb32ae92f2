using PipelineGuard.Findings;

namespace PipelineGuard.Reporting;

/// <summary>The parts of a finding as a person reads them; not yet made safe to show.</summary>
internal static class FindingText
{
    // One CVE in twenty reaches it; most lie below 1 %.
    private const double NotableEpss = 0.1;

    /// <summary>The order in which reports for people go through the kinds: what must not wait comes first.</summary>
    public static readonly IReadOnlyList<FindingKind> KindsByUrgency =
    [
        FindingKind.Malware, FindingKind.Secret, FindingKind.Vulnerability, FindingKind.EndOfLife, FindingKind.Configuration, FindingKind.Dockerfile,
    ];

    /// <summary>A heading over findings of the kind.</summary>
    public static string Heading(FindingKind kind) => kind switch
    {
        FindingKind.Vulnerability => "Vulnerabilities",
        FindingKind.EndOfLife => "End of life",
        FindingKind.Secret => "Secrets",
        FindingKind.Malware => "Malware",
        FindingKind.Dockerfile => "Dockerfile",
        FindingKind.Configuration => "Image configuration",
    };

    /// <summary><c>openssl 3.0.11</c>, or the place where there is no package.</summary>
    public static string Subject(Finding finding) =>
        finding.Package is { } package ? $"{package.Name} {package.Version}" : (finding.Attribution?.FoundAt ?? finding.Location).ToString();

    /// <summary>The line to edit, how sure that is, and by what way it leads there: <c>Dockerfile(3,1), probably</c>; empty for what was led to no line.</summary>
    public static string Line(Finding finding)
    {
        if (finding is not { Location.Kind: LocationKind.Source, Attribution: { } attribution }) return "";
        var sure = attribution.Confidence switch
        {
            AttributionConfidence.High => "",
            AttributionConfidence.Medium => ", probably",
            AttributionConfidence.Low => ", perhaps",
        };
        return $"{finding.Location}{sure}{(attribution.Via is { } via ? $" ({via})" : "")}";
    }

    /// <summary><c>3.0.15</c>, or why there is no such version; empty where the question does not arise.</summary>
    public static string FixedIn(Finding finding) => finding switch
    {
        { Fix.Version: { } version } => version,
        { Advisory.FixState: FixState.WontFix } => "won't be fixed",
        { Advisory.FixState: FixState.NotFixed } => "no fix yet",
        { Advisory: not null, Fix: null } => "fix not known",
        _ => "",
    };

    /// <summary>The title of a vulnerability, which is the same wherever it is; what exactly was found for everything else.</summary>
    public static string Headline(Finding finding)
    {
        var text = finding.Kind == FindingKind.Vulnerability ? finding.Title : finding.Message;
        var risk = string.Join(", ", new[] { Risk(finding.Advisory), Vex(finding.Vex?.Status) }.Where(part => part.Length > 0));
        return risk.Length > 0 ? $"{risk}: {text}" : text;
    }

    /// <summary>The same, with the line to edit behind it.</summary>
    public static string HeadlineAndLine(Finding finding) => Line(finding) is { Length: > 0 } line ? $"{Phrases.Sentence(Headline(finding))} At {line}." : Headline(finding);

    private static string Vex(VexStatus? status) => status switch
    {
        VexStatus.Affected => "VEX confirms it",
        VexStatus.UnderInvestigation => "VEX: under investigation",
        VexStatus.NotAffected or VexStatus.Fixed or null => "",
    };

    private static string Risk(AdvisoryFacts? advisory) => (advisory?.KnownExploited, advisory?.Epss) switch
    {
        (true, >= NotableEpss and { } epss) => $"Exploited in the wild, EPSS {Phrases.Percent(epss)}",
        (true, _) => "Exploited in the wild",
        (_, >= NotableEpss and { } epss) => $"EPSS {Phrases.Percent(epss)}",
        _ => "",
    };

    /// <summary>Why a waived finding does not count.</summary>
    public static string Waiver(Suppression waiver) =>
        waiver.Expires is { } last
            ? $"{waiver.Reason} (until {last:yyyy-MM-dd}, {waiver.Source})"
            : $"{waiver.Reason} ({waiver.Source})";
}
