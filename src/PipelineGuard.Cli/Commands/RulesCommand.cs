using System.CommandLine;
using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard rules list|explain</c>: what PipelineGuard can find and say.</summary>
internal static class RulesCommand
{
    public static Command Make(Terminal terminal) =>
        new("rules", "List the rules, or explain one.") { List(terminal), Explain(terminal) };

    private static Command List(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = "Write JSON with reasons, remedies and the equivalents in other tools." };
        var command = new Command("list", "List all rules and problem codes.") { json };
        command.SetAction(parsed =>
        {
            terminal.Out.Write(parsed.GetValue(json) ? RuleCatalog.ToJson() : RuleCatalog.ToText());
            return ExitCodes.Pass;
        });
        return command;
    }

    private static Command Explain(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "A rule (PGD007), a problem code (PG4002), or a rule of another tool (DL3008)." };
        var command = new Command("explain", "Say why a rule exists and how to mend what it finds.") { id };
        command.SetAction(parsed =>
        {
            var wanted = parsed.GetValue(id)!;
            terminal.Out.Write(RuleCatalog.Explain(wanted)
                ?? throw new GuardException(Problems.BadUsage, wanted, "There is no such rule; 'pipelineguard rules list' shows them all."));
            return ExitCodes.Pass;
        });
        return command;
    }
}
