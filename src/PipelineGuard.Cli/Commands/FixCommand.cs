using System.CommandLine;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard fix DOCKERFILE... [--check]</c>: carries out the fixes that rules know.</summary>
internal static class FixCommand
{
    public static Command Make(Terminal terminal)
    {
        var files = new Argument<string[]>("DOCKERFILE") { Description = "The Dockerfiles to repair.", Arity = ArgumentArity.OneOrMore };
        var check = new Option<bool>("--check") { Description = "Write nothing; exit with 1 when there is something to repair." };
        var command = new Command("fix", "Repair Dockerfiles in place, as far as rules know how.") { files, check };
        command.SetAction(parsed =>
        {
            bool isCheck = parsed.GetValue(check);
            int repaired = parsed.GetValue(files)!.Sum(file => Repair(file, isCheck, terminal));
            return isCheck && repaired > 0 ? ExitCodes.Block : ExitCodes.Pass;
        });
        return command;
    }

    private static int Repair(string file, bool isCheck, Terminal terminal)
    {
        var applied = DockerfileRepair.Run(file, write: !isCheck, new ErrorLog(terminal));
        foreach (var finding in applied)
        {
            terminal.Out.WriteLine(SafeText.OneLine($"{finding.Location}: {finding.Rule}: {finding.Fix!.Description}"));
        }
        return applied.Length;
    }
}
