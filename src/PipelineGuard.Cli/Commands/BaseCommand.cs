using System.Collections.Immutable;
using System.CommandLine;
using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard base IMAGE [--newer TARGET]</c>: what other base images would change.</summary>
internal static class BaseCommand
{
    // Those that decide what is read, and by what it is judged.
    private static readonly string[] OptionNames =
        ["policy", "platform", "insecure-registry", "registry-ca", "token-server", "db", "starter", "offline", "vex", "limit", "dockerfile", "base", "cache-dir", "no-cache"];

    public static Command Make(Terminal terminal)
    {
        var image = new Argument<string>("IMAGE") { Description = "The image, or the base image that is used now; as for 'scan'." };
        var newer = new Option<string[]>("--newer")
        {
            Description = "An image that may take the base image's place, a folder of images, or 'registry' for newer tags of the base image's own; repeat for several. [default: registry]",
            HelpName = "TARGET",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("base", "Tell what other base images would remove and add. Exits with 3 when something could not be looked at.") { image, newer };
        var options = ScanOptions.AddTo(command, GuardOptionTable.All.Where(row => OptionNames.Contains(row.Name)));
        command.SetAction((parsed, cancellation) =>
        {
            ImmutableArray<string>? asked = parsed.GetValue(newer) is { Length: > 0 } named ? [.. named] : null;
            var chosen = ScanOptions.Read(parsed, options) with { Targets = [parsed.GetValue(image)!], NewerBases = asked, Outputs = [], StandardInput = terminal.In };
            return RunAsync(chosen.Over(GuardOptions.Defaults with { Secrets = false }), terminal, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(GuardOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var log = new TerminalLog(terminal);
        var report = (await log.WatchAsync(() => Guard.AdviseAsync(options, log, cancellation))).Report;
        var advised = report.Targets.Where(target => target.Advice is not null).ToList();
        // Without advice a note tells why there is none.
        var problems = report.Problems.Where(problem => problem.Info.Effect != ProblemEffect.Note || (advised.Count == 0 && problem.Info == Problems.BaseNameUnknown)).ToList();
        foreach (var problem in problems) terminal.Error.WriteLine(SafeText.OneLine($"{problem} {problem.Info.Hint}"));
        foreach (var line in advised.SelectMany(target => target.AdviceInWords)) terminal.Out.WriteLine(SafeText.OneLine(line));
        return problems.Count == 0 && advised.Count > 0 ? ExitCodes.Pass : ExitCodes.Incomplete;
    }
}
