using System.Collections.Immutable;
using PipelineGuard.Compliance;
using PipelineGuard.Findings;
using PipelineGuard.Malware.Integrity;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>Answers the controls of templates with what this scan has looked at and found.</summary>
internal sealed class ComplianceCheck(GuardOptions options, GuardPolicy policy, IReadOnlyCollection<TargetScan> scans, Judgement judgement, VulnerabilityResult vulnerabilities)
{
    // A rule of these prefixes (all vulnerabilities under "") is not answered when a problem of that kind stood in the way.
    private static readonly ImmutableArray<(string Problem, ImmutableArray<string> Rules)> InTheWayOf =
    [
        ("PG2", ["PGI", "PGM", "PGS", "PGV", ""]),
        ("PG3", ["PGV", ""]),
        ("PG3001", ["PGI032", "PGI033", "PGI036"]),
        ("PG3004", ["PGI032", "PGI033", "PGI036"]),
        ("PG4", [""]),
        ("PG5", ["PGD"]),
        ("PG7001", ["PGS"]),
        ("PG7002", ["PGM", "PGS"]),
        ("PG7003", ["PGM", "PGS"]),
        ("PG7004", ["PGM", "PGS"]),
        ("PG702", ["PGM"]),
    ];

    private const string Dockerfile = "dockerfile";
    private readonly ILookup<string, Finding> _findings = judgement.Findings.ToLookup(finding => finding.Target, StringComparer.Ordinal);

    // What a Dockerfile says of the files, the packages and the programs in an image.
    private readonly Examination _unbuilt = scans.Any(scan => scan.Report.Kind != Dockerfile)
        ? Examination.NothingThere("the built image tells")
        : Examination.Unknown("nothing is built yet: scan the image, too");

    /// <summary>The controls of each template, answered for each target.</summary>
    public ImmutableArray<ComplianceResult> Run(IReadOnlyCollection<ComplianceTemplate> templates)
    {
        if (templates.Count == 0) return [];
        var targets = scans.Select(EvidenceOf).ToList();
        return [.. templates.Select(template => ControlJudge.Judge(template, targets))];
    }

    private TargetEvidence EvidenceOf(TargetScan scan)
    {
        var name = scan.Report.Name;
        return new(name, _findings[name], rule => Examine(scan, rule), Unless(InTheWay(name, ""), Vulnerabilities(scan)));
    }

    private Examination Examine(TargetScan scan, string rule)
    {
        var examined = Unless(InTheWay(scan.Report.Name, rule), scan.Report.Kind switch
        {
            Dockerfile => OfDockerfile(scan, rule),
            "sbom" => OfBill(scan, rule),
            _ => OfImage(scan, rule),
        });
        bool isOff = policy.Overrides.TryGetValue(rule, out var choice) && choice.Severity is null;
        return isOff && examined.State != ExaminationState.NothingThere ? new(ExaminationState.SwitchedOff, $"{rule} is switched off in {choice!.Source}") : examined;
    }

    private Examination OfDockerfile(TargetScan scan, string rule)
    {
        if (rule.StartsWith("PGS", StringComparison.Ordinal)) return Secrets("its text");
        if (scan.Examined(rule) is not { } examined) return IsAboutRunning(rule) ? Examination.NothingThere("it is not built yet") : _unbuilt;
        bool isBroken = rule != "PGD001" && _findings[scan.Report.Name].Any(finding => finding.Rule.Value == "PGD001");
        return isBroken ? Examination.CouldNotLook("lines of it could not be parsed (PGD001)") : examined;
    }

    private static Examination OfBill(TargetScan scan, string rule) =>
        rule.StartsWith("PGV", StringComparison.Ordinal) ? Examination.Looked(Packages(scan)) : Examination.NothingThere("a bill of materials lists packages only");

    private Examination OfImage(TargetScan scan, string rule) => rule[..3] switch
    {
        "PGI" => scan.Examined(rule)!.Value,
        "PGS" => Secrets(Files(scan)),
        "PGM" => Malware(scan, rule),
        "PGV" => Examination.Looked(Packages(scan)),
        _ => Examination.NothingThere("it is built already"),
    };

    private Examination Secrets(string what) => options.Secrets!.Value ? Examination.Looked(what) : Examination.Unknown("no secrets were looked for (--no-secrets)");

    private Examination Malware(TargetScan scan, string rule)
    {
        if (rule == "PGM003" && (options.Clamd ?? policy.Malware.Clamd) is null) return Examination.Unknown("no virus scanner was asked (--clamd)");
        if (rule.StartsWith("PGM6", StringComparison.Ordinal) && (options.Integrity ?? policy.Malware.Integrity) == IntegrityMode.Off)
            return new(ExaminationState.SwitchedOff, "files of packages were not compared (integrity: off)");
        return Examination.Looked(Files(scan));
    }

    private Examination Vulnerabilities(TargetScan scan)
    {
        if (scan.Report.Kind == Dockerfile) return _unbuilt;
        if (scan.Report.Packages.IsEmpty) return Examination.CouldNotLook("no packages were recognised");
        // Whoever accepts the starter set for a first look has not looked yet.
        if (vulnerabilities.Data.Any(data => data.IsStarter)) return Examination.CouldNotLook("only the starter advisories were at hand");
        var data = string.Join(", ", vulnerabilities.Data.Select(data => $"{data.Ecosystem} as of {Phrases.Day(data.AsOf)}"));
        return Examination.Looked($"{Packages(scan)}, advisories: {data}");
    }

    private ScanProblem? InTheWay(string target, string rule) => judgement.Problems.FirstOrDefault(problem =>
        problem.Info.Effect is ProblemEffect.Incomplete && (problem.Target ?? target) == target && !IsAboutConfiguration(rule) && InTheWayOf.Any(row => problem.Info.Code.StartsWith(row.Problem, StringComparison.Ordinal) && row.Rules.Any(prefix => prefix.Length == 0 ? rule.Length == 0 : rule.StartsWith(prefix, StringComparison.Ordinal))));

    // They need no layer; whether a user exists stands in a file.
    private static bool IsAboutConfiguration(string rule) => rule != "PGI002" && IsAboutRunning(rule);

    // How containers run and how layers were made: instructions say it before there are any.
    private static bool IsAboutRunning(string rule) => rule.StartsWith("PGI00", StringComparison.Ordinal) || rule.StartsWith("PGI01", StringComparison.Ordinal);

    private static Examination Unless(ScanProblem? problem, Examination examined) =>
        problem is null ? examined : Examination.CouldNotLook($"{problem.Info.Code} {problem.Info.Title}: {problem.Subject}");

    private static string Packages(TargetScan scan) => Phrases.Count(scan.Report.Packages.Length, "package");

    private static string Files(TargetScan scan) =>
        $"{Phrases.Count(scan.Report.Layers.Sum(layer => (long)layer.Files), "file")} in {Phrases.Count(scan.Report.Layers.Length, "layer")}";
}
