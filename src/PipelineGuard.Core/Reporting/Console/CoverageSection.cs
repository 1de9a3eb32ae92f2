using Spectre.Console;

namespace PipelineGuard.Reporting.Console;

/// <summary>What was looked at, with what, and what went wrong.</summary>
internal static class CoverageSection
{
    private const int ShownTargets = 8;
    private const int ShownProblems = 8;

    public static void Write(ScanReport report, IAnsiConsole console)
    {
        Cells.Heading(console, "What was looked at");
        var grid = Cells.Grid(2);
        foreach (var target in report.Targets.Take(ShownTargets))
        {
            grid.AddRow(Cells.Name(target.Name, Styles.Strong), Cells.Text(CoverageText.Identity(target)));
            grid.AddRow(Cells.Word(""), Cells.Text(CoverageText.Content(target)));
        }
        grid.AddRow(Cells.Word("advisories"), Cells.Text(CoverageText.Advisories(report)));
        if (CoverageText.Exploitation(report) is { Length: > 0 } exploitation) grid.AddRow(Cells.Word("exploitation"), Cells.Text(exploitation));
        grid.AddRow(Cells.Word("policy"), Cells.Text(CoverageText.Policy(report)));
        console.Write(grid);
        Cells.Folded(console, report.Targets.Length - ShownTargets, "target", "targets");
        WriteProblems(report, console);
    }

    private static void WriteProblems(ScanReport report, IAnsiConsole console)
    {
        if (report.Problems.IsEmpty) return;
        Cells.Heading(console, "Problems");
        var grid = Cells.Grid(2);
        foreach (var problem in CoverageText.ProblemsWorstFirst(report).Take(ShownProblems))
        {
            grid.AddRow(Cells.Word(problem.Info.Code), new Rows(
                Cells.Text($"{problem.Info.Title}: {problem.Subject}: {problem.Detail}"),
                Cells.Text(problem.Info.Hint, Styles.Faint)));
        }
        console.Write(grid);
        Cells.Folded(console, report.Problems.Length - ShownProblems, "problem", "problems");
    }
}
