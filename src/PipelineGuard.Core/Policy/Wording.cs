using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

/// <summary>Puts counts of findings into words.</summary>
internal static class Wording
{
    /// <summary><c>1 vulnerability</c>, <c>3 vulnerabilities</c>.</summary>
    public static string Vulnerabilities(int count) => Counted(count, "", Noun(FindingKind.Vulnerability));

    /// <summary><c>1 critical vulnerability</c>, <c>3 critical vulnerabilities</c>.</summary>
    public static string Findings(int count, Severity severity, FindingKind kind) => Counted(count, $"{Word(severity)} ", Noun(kind));

    private static string Counted(int count, string adjective, (string One, string Many) noun) =>
        FormattableString.Invariant($"{count} {adjective}{(count == 1 ? noun.One : noun.Many)}");

    private static (string One, string Many) Noun(FindingKind kind) => kind switch
    {
        FindingKind.Vulnerability => ("vulnerability", "vulnerabilities"),
        FindingKind.EndOfLife => ("end-of-life finding", "end-of-life findings"),
        FindingKind.Secret => ("secret", "secrets"),
        FindingKind.Malware => ("malware finding", "malware findings"),
        FindingKind.Dockerfile => ("Dockerfile finding", "Dockerfile findings"),
        FindingKind.Configuration => ("configuration finding", "configuration findings"),
    };

    private static string Word(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        Severity.Medium => "medium",
        Severity.Low => "low",
        Severity.Info => "informational",
    };
}
