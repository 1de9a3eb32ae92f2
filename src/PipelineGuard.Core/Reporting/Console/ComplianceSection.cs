using PipelineGuard.Compliance;
using PipelineGuard.Reporting.Compliance;
using Spectre.Console;

namespace PipelineGuard.Reporting.Console;

/// <summary>A line for each standard that was asked for, and which of its controls did not pass.</summary>
internal static class ComplianceSection
{
    private const int ShownStandards = 8;

    public static void Write(ScanReport report, IAnsiConsole console)
    {
        if (report.Compliance.IsEmpty) return;
        Cells.Heading(console, "Compliance", "no certificate; -o compliance shows the evidence");
        var grid = Cells.Grid(2);
        foreach (var result in report.Compliance.Take(ShownStandards))
        {
            grid.AddRow(Cells.Name(result.Template.Id, Styles.Strong), Cells.Text(ComplianceText.Counts(result)));
            AddIds(grid, result, ControlStatus.Fail);
            AddIds(grid, result, ControlStatus.NotAnswered);
        }
        console.Write(grid);
        Cells.Folded(console, report.Compliance.Length - ShownStandards, "standard", "standards");
    }

    private static void AddIds(Grid grid, ComplianceResult result, ControlStatus status)
    {
        if (result.Count(status) > 0) grid.AddRow(Cells.Word(""), Cells.Text($"{ComplianceText.Of(status)}: {ComplianceText.Ids(result, status)}"));
    }
}
