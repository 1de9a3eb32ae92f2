using System.CommandLine;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard explain ID --image TARGET</c>: why a vulnerability was or was not found.</summary>
internal static class ExplainCommand
{
    // Those that decide what is read, and by what it is judged.
    private static readonly string[] OptionNames = ["output", "policy", "platform", "db", "starter", "offline", "vex", "limit"];

    public static Command Make(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "Any id of the vulnerability: CVE-2024-1234, GHSA-…, DSA-…" };
        var image = new Option<string[]>("--image")
        {
            Description = "The image or bill of materials, as for 'scan'; repeat for several. '-' is standard input.",
            HelpName = "TARGET",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
        };
        var package = new Option<string?>("--package") { Description = "Only this package: its name, that of its source package, or a package URL.", HelpName = "NAME" };
        var command = new Command("explain", "Tell why a vulnerability was or was not found. Exits with 0 when nothing is affected, 1 when something is, 3 when that cannot be told.") { id, image, package };
        var options = ScanOptions.AddTo(command, GuardOptionTable.All.Where(row => OptionNames.Contains(row.Name)).Select(Describe));
        command.SetAction((parsed, cancellation) =>
        {
            var chosen = ScanOptions.Read(parsed, options) with { Targets = [.. parsed.GetValue(image)!], StandardInput = terminal.In };
            return RunAsync(parsed.GetValue(id)!, parsed.GetValue(package), chosen.Over(GuardOptions.Defaults), terminal, cancellation);
        });
        return command;
    }

    private static GuardOption Describe(GuardOption row) =>
        row.Name == "output" ? row with { Help = "How to tell it, and the file: console, json; repeat for both." } : row;

    private static async Task<int> RunAsync(string id, string? package, GuardOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var log = new TerminalLog(terminal);
        var result = await log.WatchAsync(() => Explainer.RunAsync(id, package, options, log, cancellation));
        foreach (var (format, file) in options.Outputs!.Value)
        {
            if (file is null) result.Write(format, terminal.Out);
        }
        return result.ExitCode;
    }
}
