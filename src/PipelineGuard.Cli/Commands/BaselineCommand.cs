using System.Collections.Immutable;
using System.CommandLine;
using PipelineGuard.Baselines;
using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard baseline create|update|diff</c>: writes down what is known, and tells what came and what went.</summary>
internal static class BaselineCommand
{
    // A baseline is judged by nothing and written to one file.
    private static readonly string[] Left = ["output", "fail-on", "only-fixed", "baseline", "new-only", "exit-code-warn"];

    public static Command Make(Terminal terminal) =>
        new("baseline", "Write down the findings that are known, and tell new ones from them.") { Create(terminal), Update(terminal), Diff(terminal) };

    private static Command Create(Terminal terminal) => Writing(
        terminal, "create", "Scan, and write the findings to a new baseline. Exits with 3 when something could not be looked at.", (file, found) =>
        {
            if (File.Exists(file)) throw new GuardException(Problems.BadUsage, file, "The file is there already; 'pipelineguard baseline update' rewrites it.");
            BaselineFile.Write(found, file);
            terminal.Out.WriteLine(SafeText.OneLine($"{file} was written: {found.Entries.Length} findings are known."));
        });

    private static Command Update(Terminal terminal) => Writing(
        terminal, "update", "Scan, rewrite the baseline, and tell what came and what went. Exits with 3 when something could not be looked at.", (file, found) =>
        {
            var (added, gone) = BaselineFile.Read(file).DifferenceTo(found);
            BaselineFile.Write(found, file);
            Tell(added, gone, terminal.Out);
        });

    private static Command Writing(Terminal terminal, string name, string description, Action<string, Baseline> write)
    {
        var targets = TargetArgument.Make("What 'scan' takes: images, Dockerfiles, bills of materials.");
        var file = new Option<string?>("--file") { Description = $"The baseline. [default: {BaselineFile.DefaultName}]", HelpName = "FILE" };
        var command = new Command(name, description) { targets, file };
        var options = ScanOptions.AddTo(command, Rows);
        command.SetAction(async (parsed, cancellation) =>
        {
            var chosen = ScanOptions.Read(parsed, options) with { Targets = [.. parsed.GetValue(targets)!], StandardInput = terminal.In };
            var (found, isWhole) = await ScanAsync(chosen, terminal, cancellation);
            write(parsed.GetValue(file) ?? BaselineFile.DefaultName, found);
            return isWhole ? ExitCodes.Pass : ExitCodes.Incomplete;
        });
        return command;
    }

    private static Command Diff(Terminal terminal)
    {
        var older = new Argument<string>("OLD") { Description = "A baseline, a JSON or SARIF report, or what 'scan' takes." };
        var newer = new Argument<string>("NEW") { Description = "The same, to be held against it." };
        var command = new Command("diff", "Tell what came and what went between two baselines, reports or scans. Exits with 1 when something came, 3 when something could not be looked at.") { older, newer };
        var options = ScanOptions.AddTo(command, Rows);
        command.SetAction(async (parsed, cancellation) =>
        {
            var chosen = ScanOptions.Read(parsed, options) with { StandardInput = terminal.In };
            var (before, wasWhole) = await ReadAsync(parsed.GetValue(older)!, chosen, terminal, cancellation);
            var (after, isWhole) = await ReadAsync(parsed.GetValue(newer)!, chosen, terminal, cancellation);
            // Two scans of two builds: the names of the files are no news.
            bool named = before.Entries.Select(entry => entry.Target).Intersect(after.Entries.Select(entry => entry.Target)).Any();
            var (added, gone) = named ? before.DifferenceTo(after) : Anonymous(before).DifferenceTo(Anonymous(after));
            Tell(added, gone, terminal.Out);
            return !added.IsEmpty ? ExitCodes.Block : wasWhole && isWhole ? ExitCodes.Pass : ExitCodes.Incomplete;
        });
        return command;
    }

    private static IEnumerable<GuardOption> Rows => GuardOptionTable.All.Where(row => !Left.Contains(row.Name));

    private static Baseline Anonymous(Baseline baseline) => new(baseline.Entries.Select(entry => entry with { Target = null }));

    private static async Task<(Baseline Found, bool IsWhole)> ReadAsync(string text, GuardOptions options, Terminal terminal, CancellationToken cancellation)
    {
        if (File.Exists(text) && BaselineFile.TryRead(text) is { } known) return (known, true);
        return await ScanAsync(options with { Targets = [text] }, terminal, cancellation);
    }

    private static async Task<(Baseline Found, bool IsWhole)> ScanAsync(GuardOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var log = new TerminalLog(terminal);
        var result = await log.WatchAsync(() => Guard.RunAsync((options with { Outputs = [] }).Over(GuardOptions.Defaults), log, cancellation));
        var problems = result.Report.Problems.Where(problem => problem.Info.Effect != ProblemEffect.Note).ToImmutableArray();
        foreach (var problem in problems) terminal.Error.WriteLine(SafeText.OneLine($"{problem} {problem.Info.Hint}"));
        var names = result.Report.Targets.DistinctBy(target => target.Name).ToDictionary(target => target.Name, target => target.LogicalName, StringComparer.Ordinal);
        return (Baseline.Of(result.Report.Findings, names), problems.IsEmpty);
    }

    private static void Tell(ImmutableArray<BaselineEntry> added, ImmutableArray<BaselineEntry> gone, TextWriter writer)
    {
        foreach (var entry in added) writer.WriteLine(SafeText.OneLine($"+ {Line(entry)}"));
        foreach (var entry in gone) writer.WriteLine(SafeText.OneLine($"- {Line(entry)}"));
        writer.WriteLine($"{added.Length} new, {gone.Length} not found any more.");
    }

    private static string Line(BaselineEntry entry) => $"{entry.Severity.ToString().ToLowerInvariant()} {entry.Rule} {entry.Subject}{(entry.Target is { } target ? $" in {target}" : "")}";
}
