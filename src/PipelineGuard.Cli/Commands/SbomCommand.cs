using System.Collections.Immutable;
using System.CommandLine;
using PipelineGuard.Findings;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard sbom TARGET...</c>: writes what is in images, and judges nothing.</summary>
internal static class SbomCommand
{
    // Those that decide what is read and where it goes; the others judge.
    private static readonly string[] OptionNames = ["output", "platform", "limit"];

    public static Command Make(Terminal terminal)
    {
        var targets = TargetArgument.Make("An image (docker-archive:FILE, oci-archive:FILE, oci-dir:FOLDER, rootfs:FOLDER) or a bill of materials (sbom:FILE), or just the path; '-' is standard input.");
        var command = new Command("sbom", $"Write a bill of materials of images: {string.Join(" or ", Formats)}. Exits with 3 when something could not be looked at.") { targets };
        var options = ScanOptions.AddTo(command, GuardOptionTable.All.Where(row => OptionNames.Contains(row.Name)).Select(Describe));
        command.SetAction((parsed, cancellation) =>
        {
            var chosen = ScanOptions.Read(parsed, options) with { Targets = [.. parsed.GetValue(targets)!], StandardInput = terminal.In };
            return RunAsync(chosen with { Outputs = OutputsOf(chosen) }, terminal, cancellation);
        });
        return command;
    }

    private static IEnumerable<string> Formats => ReportFormats.All.Where(format => format.IsBillOfMaterials).Select(format => format.Name);

    private static GuardOption Describe(GuardOption row) =>
        row.Name == "output" ? row with { Help = $"The format and the file: {string.Join(", ", Formats)}; repeat for several.", Default = "cyclonedx on standard output" } : row;

    private static ImmutableArray<ReportOutput> OutputsOf(GuardOptions options)
    {
        var outputs = options.Outputs ?? [new ReportOutput("cyclonedx", null)];
        return outputs.FirstOrDefault(output => !Formats.Contains(output.Format)) is { } other
            ? throw new GuardException(Problems.BadUsage, "--output", $"'{other.Format}' is no bill of materials; 'pipelineguard scan' writes it.")
            : outputs;
    }

    private static async Task<int> RunAsync(GuardOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var log = new TerminalLog(terminal);
        var result = await log.WatchAsync(() => Guard.ListAsync(options, log, cancellation));
        foreach (var (format, file) in options.Outputs!.Value)
        {
            if (file is null) ReportFormats.Get(format).Write(result.Report, terminal.Out);
        }
        foreach (var problem in result.Report.Problems) terminal.Error.WriteLine(SafeText.OneLine($"{problem} {problem.Info.Hint}"));
        return result.ExitCode;
    }
}
