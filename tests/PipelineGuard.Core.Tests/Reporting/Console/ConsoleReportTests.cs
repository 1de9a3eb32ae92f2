using CsCheck;
using PipelineGuard.Policy;
using Spectre.Console;
using Spectre.Console.Testing;

namespace PipelineGuard.Reporting.Console;

public sealed class ConsoleReportTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void Fits_the_width_of_the_terminal(int width)
    {
        foreach (var report in TestReport.Golden.Values)
        {
            var console = new TestConsole().Width(width);
            ConsoleReport.Write(report, console);

            Assert.All(console.Lines, line => Assert.True(line.GetCellWidth() <= width, line));
        }
    }

    [Fact]
    public void Ends_with_the_verdict()
    {
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            var last = TestWriter.Text("console", TestReport.TwoFindings with { Verdict = verdict }).TrimEnd().Split('\n')[^1];

            Assert.StartsWith($"Verdict: {verdict}", last, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Stays_short_however_long_the_list_is()
    {
        var lines = TestWriter.Text("console", TestReport.Large(10_000)).Split('\n');

        Assert.InRange(lines.Length, 20, 60);
        Assert.Contains(lines, line => line.Contains("… and 9,995 more findings, see -o json", StringComparison.Ordinal));
    }

    [Fact]
    public void Colours_say_nothing_that_the_words_do_not()
    {
        var plain = new TestConsole().Width(100);
        var coloured = new TestConsole().Width(100).Colors(ColorSystem.TrueColor).EmitAnsiSequences();
        ConsoleReport.Write(TestReport.WaivedAndProblems, plain);
        ConsoleReport.Write(TestReport.WaivedAndProblems, coloured);

        Assert.Contains("\u001b[", coloured.Output, StringComparison.Ordinal);
        Assert.Equal(plain.Output, System.Text.RegularExpressions.Regex.Replace(coloured.Output, "\u001b\\[[0-9;]*m", ""));
    }

    [Fact]
    public void The_only_escapes_on_a_terminal_are_our_own_colours() =>
        Nasty.Text.Sample(text =>
        {
            var console = new TestConsole().Width(100).Colors(ColorSystem.TrueColor).EmitAnsiSequences();
            ConsoleReport.Write(TestReport.Hostile(text), console);
            return Nasty.IsHarmless(System.Text.RegularExpressions.Regex.Replace(console.Output, "\u001b\\[[0-9;]*m", ""));
        }, iter: 100);
}
