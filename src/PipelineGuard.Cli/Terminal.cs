using Spectre.Console;

namespace PipelineGuard.Cli;

/// <summary>Where the command writes: reports to <paramref name="Out"/>, everything else to <paramref name="Error"/>.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="OutIsTerminal">A person reads the output: colours and the terminal's width.</param>
/// <param name="ErrorIsTerminal">A person watches: progress is shown.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal)
{
    /// <summary>What <c>-</c> reads; null for the process's own standard input.</summary>
    public Stream? In { get; init; }

    public static Terminal OfProcess() => new(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected);

    /// <summary>The console that the report is drawn on.</summary>
    public IAnsiConsole OutConsole() => ConsoleOver(Out, OutIsTerminal);

    /// <summary>The console that progress is drawn on.</summary>
    public IAnsiConsole ErrorConsole() => ConsoleOver(Error, ErrorIsTerminal);

    private static IAnsiConsole ConsoleOver(TextWriter writer, bool isTerminal) =>
        AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
}
