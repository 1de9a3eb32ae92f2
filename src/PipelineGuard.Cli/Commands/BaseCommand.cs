using System.CommandLine;
using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard base IMAGE --newer TARGET</c>: what other base images would change.</summary>
internal static class BaseCommand
{
    // Those that decide what is read, and by what it is judged.
    private static readonly string[] OptionNames = ["policy", "platform", "db", "starter", "offline", "vex", "limit", "dockerfile", "cache-dir", "no-cache"];

    // Files of an image layout in a folder, and folders of a root file system: such a folder is an image, others hold images.
    private static readonly string[] ImageMarks = ["oci-layout", "manifest.json", "etc", "usr"];

    public static Command Make(Terminal terminal)
    {
        var image = new Argument<string>("IMAGE") { Description = "The image, or the base image that is used now; as for 'scan'." };
        var newer = new Option<string[]>("--newer")
        {
            Description = "An image that may take the base image's place, or a folder of images; repeat for several.",
            HelpName = "TARGET",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("base", "Tell what other base images would remove and add. Exits with 3 when something could not be looked at.") { image, newer };
        var options = ScanOptions.AddTo(command, GuardOptionTable.All.Where(row => OptionNames.Contains(row.Name)));
        command.SetAction((parsed, cancellation) =>
        {
            var own = parsed.GetValue(image)!;
            string[] candidates = [.. parsed.GetValue(newer)!.SelectMany(Expand).Where(candidate => candidate != own).Distinct(StringComparer.Ordinal)];
            if (candidates.Length == 0) throw new GuardException(Problems.BadUsage, "--newer", "There is no image.");
            var chosen = ScanOptions.Read(parsed, options) with { Targets = [own, .. candidates], Outputs = [], Secrets = false, StandardInput = terminal.In };
            return RunAsync(chosen.Over(GuardOptions.Defaults), terminal, cancellation);
        });
        return command;
    }

    private static IEnumerable<string> Expand(string target) =>
        Directory.Exists(target) && !ImageMarks.Any(mark => Path.Exists(Path.Combine(target, mark)))
            ? Directory.EnumerateFileSystemEntries(target).Where(entry => Directory.Exists(entry) ? ImageMarks.Any(mark => Path.Exists(Path.Combine(entry, mark))) : entry.Contains(".tar", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
            : [target];

    private static async Task<int> RunAsync(GuardOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var log = new TerminalLog(terminal);
        var result = await log.WatchAsync(() => Guard.RunAsync(options, log, cancellation));
        var problems = result.Report.Problems.Where(problem => problem.Info.Effect != ProblemEffect.Note).ToList();
        foreach (var problem in problems) terminal.Error.WriteLine(SafeText.OneLine($"{problem} {problem.Info.Hint}"));
        Tell(BaseAdvice.Of(result.Report), terminal.Out);
        return problems.Count == 0 ? ExitCodes.Pass : ExitCodes.Incomplete;
    }

    private static void Tell(BaseAdvice advice, TextWriter writer)
    {
        if (advice.Base is { } known) writer.WriteLine(SafeText.OneLine($"{advice.Image} stands on {known}."));
        else if (!advice.KnowsBase) writer.WriteLine(SafeText.OneLine($"Nothing tells which layers of {advice.Image} are the base image's: all of its vulnerabilities are counted."));
        foreach (var candidate in advice.Candidates)
        {
            var other = candidate.IsSameDistribution ? "" : " (another distribution)";
            writer.WriteLine(SafeText.OneLine($"{advice.Base ?? advice.Image} → {candidate.Name}{other}: removes {candidate.Removed} of {candidate.Before}, adds {candidate.Added}"));
        }
    }
}
