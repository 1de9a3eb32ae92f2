using System.CommandLine;
using System.Globalization;
using PipelineGuard.Policy;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard bare-read TARGET</c>, hidden: what <c>compare.sh</c> measures scans against.</summary>
internal static class BareReadCommand
{
    public static Command Make(Terminal terminal)
    {
        var target = new Argument<string>("TARGET");
        var command = new Command("bare-read", "Decompress every layer and look at nothing.") { target };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            long bytes = await BareRead.RunAsync(parsed.GetValue(target)!, cancellation);
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"));
            return ExitCodes.Pass;
        });
        return command;
    }
}
