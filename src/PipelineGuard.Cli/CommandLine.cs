using System.CommandLine;
using System.CommandLine.Invocation;
using PipelineGuard.Cli.Commands;
using PipelineGuard.Findings;
using PipelineGuard.Policy;

namespace PipelineGuard.Cli;

/// <summary>The <c>pipelineguard</c> command: verbs, errors and exit codes.</summary>
internal static class CommandLine
{
    // Work stops within a tenth of a second where it can; a read of standard input that gets nothing cannot, and is left behind.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(0.5);

    private const string Name = "pipelineguard";

    /// <summary>All of them, by name.</summary>
    internal static readonly (string Name, Func<Terminal, Command> Make)[] Commands =
    [
        ("scan", ScanCommand.Make),
        ("sbom", SbomCommand.Make),
        ("explain", ExplainCommand.Make),
        ("db", DatabaseCommand.Make),
        ("policy", PolicyCommand.Make),
        ("compliance", ComplianceCommand.Make),
        ("baseline", BaselineCommand.Make),
        ("base", BaseCommand.Make),
        ("fix", FixCommand.Make),
        ("publish", PublishCommand.Make),
        ("rules", RulesCommand.Make),
        ("bare-read", BareReadCommand.Make),
    ];

    /// <summary>Runs one command line and returns the exit code of DESIGN §4's table.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation = default)
    {
        var parsed = Parse(args, terminal);
        if (parsed.Errors is [var error, ..] && parsed.Action is ParseErrorAction or null)
        {
            return Fail(terminal, new GuardException(Problems.BadUsage, string.Join(' ', args), error.Message));
        }
        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            var work = Task.Run(() => parsed.InvokeAsync(configuration, cancellation), CancellationToken.None);
            await Task.WhenAny(work, CancelledAsync(cancellation));
            return work.IsCompleted ? await work : throw new OperationCanceledException(cancellation);
        }
        catch (OperationCanceledException)
        {
            return Fail(terminal, new GuardException(Problems.Cancelled, Name, "The run was cancelled."));
        }
        catch (GuardException failure)
        {
            return Fail(terminal, failure);
        }
#pragma warning disable CA1031 // The last line of defence: a bug is shown in full and has its own exit code.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            terminal.Error.WriteLine(bug);
            return Fail(terminal, new GuardException(Problems.Bug, Name, bug.Message));
        }
    }

    private static async Task CancelledAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(StopWithin, CancellationToken.None);
    }

    // To make every command, and to look up the texts of their help, takes as long as to check a Dockerfile.
    private static ParseResult Parse(string[] args, Terminal terminal) =>
        OneCommand(args, terminal)?.Parse(args) is { Errors.Count: 0 } parsed ? parsed : Root(terminal).Parse(args);

    // Null where more than one command may be asked for.
    private static Command? OneCommand(string[] args, Terminal terminal)
    {
        if (args is not [var name, ..] || args.Any(MayAskForHelp)) return null;
        return Commands.FirstOrDefault(command => command.Name == name).Make is { } make ? new Command(Name) { make(terminal) } : null;
    }

    private static bool MayAskForHelp(string arg) => arg is "-h" or "--help" or "-?" or "/h" or "/?" || arg.StartsWith('@');

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Reads container images and Dockerfiles, finds what makes them risky, and judges it against a policy.");
        foreach (var (_, make) in Commands) root.Add(make(terminal));
        HelpExamples.AddTo(root);
        return root;
    }

    private static int Fail(Terminal terminal, GuardException failure)
    {
        terminal.Error.WriteLine($"{Name}: {Reporting.SafeText.OneLine(failure.Message)}");
        return ExitCodes.For(failure);
    }
}
