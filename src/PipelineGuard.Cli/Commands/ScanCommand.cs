using System.CommandLine;
using PipelineGuard.Reporting;
using PipelineGuard.Reporting.Console;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard scan TARGET...</c>: turns the options table into options and runs the guard.</summary>
internal static class ScanCommand
{
    public static Command Make(Terminal terminal)
    {
        var targets = TargetArgument.Make("An image (docker-archive:FILE, oci-archive:FILE, oci-dir:FOLDER, rootfs:FOLDER), a bill of materials (sbom:FILE) or a Dockerfile (dockerfile:FILE), or just the path, of a folder or Compose file too; '-' is an image or a Dockerfile on standard input.");
        var command = new Command("scan", "Scan images and Dockerfiles, judge them, write reports.") { targets };
        var options = ScanOptions.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var chosen = ScanOptions.Read(parsed, options) with { Targets = [.. parsed.GetValue(targets)!], StandardInput = terminal.In };
            return RunAsync(chosen.Over(GuardOptions.Defaults), terminal, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(GuardOptions options, Terminal terminal, CancellationToken cancellation)
    {
        if (options.Outputs!.Value.Any(output => output is { Format: "console", File: null })) _ = Task.Run(ConsoleReport.Prepare, cancellation);
        var log = new TerminalLog(terminal);
        var result = await log.WatchAsync(() => Guard.RunAsync(options, log, cancellation));
        foreach (var (format, file) in options.Outputs!.Value)
        {
            if (file is null) Show(format, result.Report, terminal);
        }
        return result.ExitCode;
    }

    private static void Show(string format, ScanReport report, Terminal terminal)
    {
        if (format == "console" && terminal.OutIsTerminal) ConsoleReport.Write(report, terminal.OutConsole());
        else ReportFormats.Get(format).Write(report, terminal.Out);
    }
}
