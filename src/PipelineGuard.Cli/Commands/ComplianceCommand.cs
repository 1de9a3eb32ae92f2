using System.CommandLine;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard compliance list|show|check</c>: the templates behind <c>--compliance</c>.</summary>
internal static class ComplianceCommand
{
    public static Command Make(Terminal terminal) =>
        new("compliance", "List the compliance templates, print one to start from, or check your own.") { List(terminal), Show(terminal), Check(terminal) };

    private static Command List(Terminal terminal)
    {
        var command = new Command("list", "List the templates that come with PipelineGuard.");
        command.SetAction(_ =>
        {
            terminal.Out.Write(ComplianceTemplates.ToText());
            return ExitCodes.Pass;
        });
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = $"A template: {string.Join(", ", ComplianceStandards.Known)}." };
        var command = new Command("show", "Print a template, to read or to copy: 'pipelineguard compliance show cis-docker > mine.yml'.") { name };
        command.SetAction(parsed =>
        {
            terminal.Out.Write(ComplianceTemplates.TextOf(parsed.GetValue(name)!));
            return ExitCodes.Pass;
        });
        return command;
    }

    private static Command Check(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A template of your own." };
        var command = new Command("check", "Tell every mistake in a template, with file:line:column.") { file };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var mistakes = ComplianceTemplates.Check(path);
            foreach (var mistake in mistakes) terminal.Error.WriteLine(SafeText.OneLine(mistake.ToString()));
            if (mistakes.IsEmpty) terminal.Out.WriteLine($"{SafeText.OneLine(path)} is fine.");
            return mistakes.IsEmpty ? ExitCodes.Pass : ExitCodes.Usage;
        });
        return command;
    }
}
