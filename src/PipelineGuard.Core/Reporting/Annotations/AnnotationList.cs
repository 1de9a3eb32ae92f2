using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Policy;

namespace PipelineGuard.Reporting.Annotations;

/// <summary>
/// The remarks that a report amounts to, loudest first. Hosts show few of them, so everything about one package in one place is one remark.
/// Waived findings make none.
/// </summary>
internal static class AnnotationList
{
    private const int ShownIds = 5;
    private const int NameLength = 200;
    private const int TextLength = 1_000;

    /// <summary>How long a path may be before a host could not find the file anyway.</summary>
    private const int PathLength = 1_000;

    public static ImmutableArray<Annotation> Of(ScanReport report) =>
    [
        .. OfFindings(report).Concat(OfProblems(report)).OrderByDescending(annotation => annotation.Level),
    ];

    private static IEnumerable<Annotation> OfFindings(ScanReport report) =>
        from finding in report.Findings.Order()
        where finding.State != FindingState.Waived
        group finding by Key(finding) into same
        select Of([.. same]);

    // What people mend together: all vulnerabilities of a package in one place; anything else stands alone.
    private static string Key(Finding finding) => string.Join(
        '\0', finding.Gate, finding.Target, finding.Location.ToString(), finding.Package is { } package && finding.Kind == FindingKind.Vulnerability ? package.Purl : $"{finding.Rule} {finding.Message}");

    private static Annotation Of(ImmutableArray<Finding> same)
    {
        var worst = same[0];
        bool isSource = worst.Location.Kind == LocationKind.Source;
        return new(LevelOf(worst.Gate), Name(worst.Rule.Value), Title(same), string.Join('\n', Sentences(same)))
        {
            Path = isSource ? SafeText.OneLine(worst.Location.Path, PathLength) : null,
            Line = isSource ? worst.Location.Line : null,
            EndLine = isSource ? worst.Location.EndLine : null,
            Column = isSource ? worst.Location.Column : null,
            EndColumn = isSource ? worst.Location.EndColumn : null,
        };
    }

    private static string Title(ImmutableArray<Finding> same) => same switch
    {
        [{ Kind: FindingKind.Vulnerability, Package: not null } only] => $"{Name(only.Rule.Value)} in {Name(FindingText.Subject(only))} ({ReportWords.Of(only.Severity)})",
        [{ Package: not null } first, _, ..] => $"{Name(FindingText.Subject(first))}: {new SeverityCounts(same)}",
        _ => $"{Name(same[0].Rule.Value)}: {Name(same[0].Title)} ({ReportWords.Of(same[0].Severity)})",
    };

    private static IEnumerable<string> Sentences(ImmutableArray<Finding> same)
    {
        var first = same[0];
        if (same.Length == 1) yield return Text(Phrases.Sentence(FindingText.Headline(first)));
        else yield return $"{Phrases.Some([.. same.Select(finding => Name(finding.Rule.Value)).Distinct()], ShownIds)}.";
        if (Fix(same) is { } fix) yield return Text(Phrases.Sentence(fix));
        if (first.Location.Kind != LocationKind.Source) yield return Text($"In {first.Target}{Place(first)}.");
    }

    private static string? Fix(ImmutableArray<Finding> same)
    {
        var versions = same.Select(finding => finding.Fix?.BestVersion).OfType<string>().Distinct().ToList();
        if (same.Length == 1 || versions.Count == 0) return same[0].Fix?.Description;
        var package = same[0].Package!;
        int open = same.Count(finding => finding.Fix?.Version is null);
        var rest = open > 0 ? $", which leaves {Phrases.Number(open)} without a fix" : "";
        return $"Upgrade {package.Name} to {FixedVersion.Covering(versions, FixedVersion.SchemeOf(package.Type))}{rest}";
    }

    private static string Place(Finding finding) =>
        (finding.Location.Kind == LocationKind.ImageFile ? $", {finding.Location}" : "") + (finding.Layer is { } layer ? $", layer {layer.Index}" : "");

    private static IEnumerable<Annotation> OfProblems(ScanReport report) =>
        from problem in CoverageText.ProblemsWorstFirst(report)
        where problem.Info.Effect != ProblemEffect.Note
        let level = report.Verdict == Verdict.Incomplete ? AnnotationLevel.Error : AnnotationLevel.Warning
        select new Annotation(level, problem.Info.Code, $"{problem.Info.Code}: {problem.Info.Title}", $"{Text(Phrases.Sentence($"{problem.Subject}: {problem.Detail}"))}\n{problem.Info.Hint}");

    private static AnnotationLevel LevelOf(GateAction gate) => gate switch
    {
        GateAction.None => AnnotationLevel.Notice,
        GateAction.Warn => AnnotationLevel.Warning,
        GateAction.Block => AnnotationLevel.Error,
    };

    private static string Name(string text) => SafeText.OneLine(text, NameLength);

    private static string Text(string text) => SafeText.OneLine(text, TextLength);
}
