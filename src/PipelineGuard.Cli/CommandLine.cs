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

    /// <summary>Runs one command line and returns the exit code of DESIGN §4's table.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation = default)
    {
        var parsed = Root(terminal).Parse(args);
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
            return Fail(terminal, new GuardException(Problems.Cancelled, "pipelineguard", "The run was cancelled."));
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
            return Fail(terminal, new GuardException(Problems.Bug, "pipelineguard", bug.Message));
        }
    }

    private static async Task CancelledAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(StopWithin, CancellationToken.None);
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Reads container images and Dockerfiles, finds what makes them risky, and judges it against a policy.")
        {
            ScanCommand.Make(terminal),
            SbomCommand.Make(terminal),
            ExplainCommand.Make(terminal),
            DatabaseCommand.Make(terminal),
            PolicyCommand.Make(terminal),
            ComplianceCommand.Make(terminal),
            BaselineCommand.Make(terminal),
            BaseCommand.Make(terminal),
            FixCommand.Make(terminal),
            PublishCommand.Make(terminal),
            RulesCommand.Make(terminal),
            BareReadCommand.Make(terminal),
        };
        HelpExamples.AddTo(root);
        return root;
    }

    private static int Fail(Terminal terminal, GuardException failure)
    {
        terminal.Error.WriteLine($"pipelineguard: {Reporting.SafeText.OneLine(failure.Message)}");
        return ExitCodes.For(failure);
    }
}
