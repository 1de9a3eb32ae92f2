using Spectre.Console;

namespace PipelineGuard.Reporting.Console;

/// <summary>Text and grids for the console report. <see cref="Spectre.Console.Text"/> knows no markup, so nothing can be smuggled in.</summary>
internal static class Cells
{
    // Longer texts help nobody on a screen; the JSON report holds them whole.
    private const int SentenceLength = 240;
    private const int NameLength = 80;
    private const int Indent = 2;
    private const int Gap = 2;

    /// <summary>A sentence of any origin, made safe.</summary>
    public static Text Text(string text, Style? style = null) => new(SafeText.OneLine(text, SentenceLength), style);

    /// <summary>A name of any origin, made safe, and too short to squeeze the columns beside it.</summary>
    public static Text Name(string text, Style? style = null) => new(SafeText.OneLine(text, NameLength), style);

    /// <summary>A word of our own that stays whole.</summary>
    public static Text Word(string text, Style? style = null) => new(text, style);

    /// <summary>An indented grid without lines. When there is no room, the widest column wraps first.</summary>
    public static Grid Grid(int columns)
    {
        var grid = new Grid();
        for (int i = 0; i < columns; i++) grid.AddColumn(new GridColumn { Padding = new Padding(i == 0 ? Indent : 0, 0, i < columns - 1 ? Gap : 0, 0) });
        return grid;
    }

    /// <summary>A heading after an empty line.</summary>
    public static void Heading(IAnsiConsole console, string title, string rest = "")
    {
        console.WriteLine();
        var line = new Paragraph(title, Styles.Heading);
        if (rest.Length > 0) line.Append($"  {rest}", Styles.Plain);
        console.Write(line);
        console.WriteLine();
    }

    /// <summary>One indented line of text of any origin.</summary>
    public static Padder Line(string text, Style style) => new Padder(Text(text, style)).Padding(Indent, 0, 0, 0);

    /// <summary>Says how many rows were folded, and where they are; nothing when none were.</summary>
    public static void Folded(IAnsiConsole console, int count, string singular, string plural)
    {
        if (count > 0) console.Write(Line($"… and {Phrases.Count(count, $"more {singular}", $"more {plural}")}, see -o json", Styles.Faint));
    }
}
