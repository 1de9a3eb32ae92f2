using System.Collections.Immutable;
using PipelineGuard.Findings;
using Spectre.Console;

namespace PipelineGuard.Reporting.Console;

/// <summary>What to do first, then the worst findings of each kind, then what was waived.</summary>
internal static class FindingSections
{
    private const int ShownRemedies = 6;
    private const int ShownAdvice = 8;
    private const int ShownFindings = 5;
    private const int ShownWaived = 4;

    public static void Write(ScanReport report, IAnsiConsole console)
    {
        WritePlan(RemedyPlan.Of(report), console);
        WriteAdvice(report, console);
        var open = report.Findings.Where(finding => finding.State != FindingState.Waived).Order().ToLookup(finding => finding.Kind);
        foreach (var kind in FindingText.KindsByUrgency)
        {
            if (open.Contains(kind)) WriteKind(kind, [.. open[kind]], report.Targets.Length > 1, console);
        }
        WriteWaived([.. report.Findings.Where(finding => finding.State == FindingState.Waived).Order()], console);
    }

    private static void WritePlan(RemedyPlan plan, IAnsiConsole console)
    {
        if (plan.Remedies.IsEmpty) return;
        Cells.Heading(console, "What to do first");
        var grid = Cells.Grid(2);
        foreach (var remedy in plan.Remedies.Take(ShownRemedies))
        {
            grid.AddRow(Cells.Word(remedy.Gate == GateAction.None ? "" : ReportWords.Of(remedy.Gate), Styles.Of(remedy.Gate)), Step(remedy));
        }
        console.Write(grid);
        Cells.Folded(console, plan.Remedies.Length - ShownRemedies, "change", "changes");
        if (!plan.Unfixed.IsEmpty)
        {
            console.Write(Cells.Line($"No fix is known yet for {Phrases.Count(plan.Unfixed.Length, "vulnerability", "vulnerabilities")}: {new SeverityCounts(plan.Unfixed)}.", Styles.Faint));
        }
    }

    private static void WriteAdvice(ScanReport report, IAnsiConsole console)
    {
        string[] lines = [.. report.Targets.SelectMany(BaseAdviceText.Of)];
        if (lines.Length == 0) return;
        Cells.Heading(console, BaseAdviceText.Heading);
        foreach (var line in lines.Take(ShownAdvice)) console.Write(Cells.Line(line, Styles.Strong));
        Cells.Folded(console, lines.Length - ShownAdvice, "line", "lines");
    }

    private static Rows Step(Remedy remedy)
    {
        var removes = $"removes {remedy.Counts}";
        if (remedy.KnownExploited > 0) removes += $"; {Phrases.Number(remedy.KnownExploited)} exploited in the wild";
        return new Rows(Cells.Text(remedy.Action, Styles.Strong), Cells.Text(remedy.Where.Length > 0 ? $"{removes} · {remedy.Where}" : removes, Styles.Faint));
    }

    private static void WriteKind(FindingKind kind, ImmutableArray<Finding> findings, bool severalTargets, IAnsiConsole console)
    {
        Cells.Heading(console, FindingText.Heading(kind), new SeverityCounts(findings).ToString());
        var grid = Cells.Grid(4);
        var shown = Repeated(findings).Take(ShownFindings).ToList();
        foreach (var places in shown)
        {
            var finding = places[0];
            var subject = places.Length > 1 ? $"{Subject(finding)}, {Phrases.Number(places.Length)} places" : Subject(finding);
            grid.AddRow(
                Cells.Word(ReportWords.Of(finding.Severity), Styles.Of(finding.Severity)),
                Cells.Name(finding.Rule.Value),
                Cells.Name(severalTargets ? $"{subject} in {finding.Target}" : subject),
                Cells.Text(FindingText.HeadlineAndLine(finding), Styles.Faint));
        }
        console.Write(grid);
        Cells.Folded(console, findings.Length - shown.Sum(places => places.Length), "finding", "findings");
    }

    // A vulnerable package may lie in several places: that is one row.
    private static IEnumerable<Finding[]> Repeated(ImmutableArray<Finding> findings) =>
        findings.GroupBy(finding => (finding.Severity, finding.Rule, Subject(finding), finding.Target, finding.Package is null ? finding : null), (_, places) => places.ToArray());

    private static string Subject(Finding finding) => FindingText.FixedIn(finding) switch
    {
        "" => FindingText.Subject(finding),
        var known when finding.Fix?.Version is not null => $"{FindingText.Subject(finding)} → {known}",
        var unknown => $"{FindingText.Subject(finding)} ({unknown})",
    };

    private static void WriteWaived(ImmutableArray<Finding> waived, IAnsiConsole console)
    {
        if (waived.IsEmpty) return;
        Cells.Heading(console, "Waived", new SeverityCounts(waived).ToString());
        var grid = Cells.Grid(3);
        foreach (var finding in waived.Take(ShownWaived))
        {
            grid.AddRow(
                Cells.Name(finding.Rule.Value),
                Cells.Name(FindingText.Subject(finding)),
                Cells.Text(finding.Suppression is { } waiver ? FindingText.Waiver(waiver) : "", Styles.Faint));
        }
        console.Write(grid);
        Cells.Folded(console, waived.Length - ShownWaived, "finding", "findings");
    }
}
