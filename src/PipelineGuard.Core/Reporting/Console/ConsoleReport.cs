using Spectre.Console;

namespace PipelineGuard.Reporting.Console;

/// <summary>
/// Writes a report for a person at a terminal or in front of a build log. It reads downwards: what to do first, what was found, what was
/// looked at; the verdict is the last thing written, because the end of a log is what people see.
/// </summary>
public static class ConsoleReport
{
    private const int PipeWidth = 120;

    /// <summary>Draws it on a terminal, with its colours and its width.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="console">Where to; everything is drawn to fit its profile.</param>
    public static void Write(ScanReport report, IAnsiConsole console)
    {
        console.Write(Cells.Text($"PipelineGuard {report.ToolVersion}: {string.Join(", ", report.Targets.Select(target => target.Name))}", Styles.Strong));
        console.WriteLine();
        FindingSections.Write(report, console);
        CoverageSection.Write(report, console);
        ComplianceSection.Write(report, console);
        VerdictSection.Write(report, console);
    }

    /// <summary>Writes it as plain text, 120 columns wide, for pipes and files.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(ScanReport report, TextWriter writer)
    {
        using var drawn = new StringWriter { NewLine = "\n" };
        Write(report, PlainConsole(drawn));
        WriteWithoutFilling(drawn.ToString(), writer);
    }

    /// <summary>Makes ready what drawing needs, such as the widths of characters, beside a scan that ends with a report; else the report does.</summary>
    public static void Prepare()
    {
        var grid = Cells.Grid(2);
        grid.AddRow(Cells.Word("a", Styles.Strong), Cells.Text("b", Styles.Faint));
        PlainConsole(TextWriter.Null).Write(grid);
    }

    private static IAnsiConsole PlainConsole(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = PipeWidth;
        return console;
    }

    // Cells are filled up with spaces to the width of their column, which a file does not need.
    private static void WriteWithoutFilling(ReadOnlySpan<char> text, TextWriter writer)
    {
        foreach (var line in text.TrimEnd().EnumerateLines())
        {
            writer.Write(line.TrimEnd());
            writer.Write('\n');
        }
    }
}
