using System.Collections.Immutable;
using System.CommandLine;
using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard fix TARGET... [--check]</c>: carries out the fixes that rules know.</summary>
internal static class FixCommand
{
    public static Command Make(Terminal terminal)
    {
        var targets = new Argument<string[]>("TARGET")
        {
            Description = "Dockerfiles, folders that hold some, Compose files that name some; '-' repairs standard input and prints the result.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var report = new Option<string?>("--report") { Description = "A JSON report: write the fixed versions of packages at the lines that name them, the base image to take (scan with --newer-base), and upgrades of what the base image brings. Paths count from the root of the repository here.", HelpName = "FILE" };
        var check = new Option<bool>("--check") { Description = "Write nothing; exit with 1 when there is something to repair." };
        var policy = new Option<string>("--policy") { Description = "The policy file; what it turns off is left alone. Without it, .pipelineguard.yml is looked for.", HelpName = "FILE" };
        var command = new Command("fix", "Repair Dockerfiles in place, as far as rules know how.") { targets, check, policy, report };
        command.SetAction(parsed =>
        {
            bool isCheck = parsed.GetValue(check);
            if (parsed.GetValue(report) is { } edits) return OfReport(edits, isCheck, terminal);
            if (parsed.GetValue(targets) is not { Length: > 0 }) throw new GuardException(Problems.BadUsage, "fix", "Name a Dockerfile, a folder, or a report with --report.");
            var repair = new DockerfileRepair(parsed.GetValue(policy), new ErrorLog(terminal));
            int repaired = parsed.GetValue(targets)!.Sum(target => Repair(target, repair, isCheck, terminal).Length);
            return isCheck && repaired > 0 ? ExitCodes.Block : ExitCodes.Pass;
        });
        return command;
    }

    private static int OfReport(string report, bool isCheck, Terminal terminal)
    {
        var edits = ReportRepair.Run(report, ReportRepair.RepositoryHere, write: !isCheck);
        foreach (var edit in edits) terminal.Out.WriteLine(SafeText.OneLine(edit));
        if (edits.IsEmpty) terminal.Out.WriteLine("There is nothing to edit: no finding has a line with a version of its own, and no newer base image is advised.");
        return isCheck && !edits.IsEmpty ? ExitCodes.Block : ExitCodes.Pass;
    }

    private static ImmutableArray<Finding> Repair(string target, DockerfileRepair repair, bool isCheck, Terminal terminal)
    {
        if (target is "-" or "dockerfile:-") return RepairStandardInput(repair, isCheck, terminal);
        var applied = repair.Run(target, write: !isCheck);
        Tell(applied, terminal.Out);
        return applied;
    }

    // The repaired text goes to standard output, so what was done is told elsewhere; with --check there is no text.
    private static ImmutableArray<Finding> RepairStandardInput(DockerfileRepair repair, bool isCheck, Terminal terminal)
    {
        using var input = terminal.In ?? Console.OpenStandardInput();
        var (text, applied) = repair.Run(input);
        if (!isCheck) terminal.Out.Write(text);
        Tell(applied, isCheck ? terminal.Out : terminal.Error);
        return applied;
    }

    private static void Tell(ImmutableArray<Finding> applied, TextWriter writer)
    {
        foreach (var finding in applied) writer.WriteLine(SafeText.OneLine($"{finding.Location}: {finding.Rule}: {finding.Fix!.Description}"));
    }
}
