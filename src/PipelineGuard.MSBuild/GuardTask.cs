using System.Collections.Immutable;
using Microsoft.Build.Framework;
using PipelineGuard.Findings;
using PipelineGuard.MSBuild.Messages;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.MSBuild;

/// <summary>What all tasks share: options, reports, warnings, and that every failure is one error with a code and a place.</summary>
public abstract class GuardTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancel = new();

    /// <summary>The project file: what has no place of its own is shown there.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The core's options by name, each with its text in the metadata <c>Value</c>; empty texts count as not given.</summary>
    public ITaskItem[] Options { get; set; } = [];

    /// <summary>Reports to write besides: the file, and its format in the metadata <c>Format</c>.</summary>
    public ITaskItem[] Reports { get; set; } = [];

    /// <summary>The SARIF file to write; its folder is made. Empty for none.</summary>
    public string? Sarif { get; set; }

    /// <summary>The project's <c>TreatWarningsAsErrors</c>.</summary>
    public bool TreatWarningsAsErrors { get; set; }

    /// <summary>The project's <c>WarningsAsErrors</c>.</summary>
    public string? WarningsAsErrors { get; set; }

    /// <summary>The project's <c>WarningsNotAsErrors</c>.</summary>
    public string? WarningsNotAsErrors { get; set; }

    /// <summary>The project's <c>NoWarn</c>.</summary>
    public string? NoWarn { get; set; }

    /// <summary><c>Pass</c>, <c>Warn</c>, <c>Incomplete</c> or <c>Block</c>; empty when the run ended early.</summary>
    [Output]
    public string? Verdict { get; protected set; }

    /// <summary>The exit code that the command line would have ended with.</summary>
    [Output]
    public int ExitCode { get; protected set; }

    /// <summary>Ends the run within a fraction of a second.</summary>
    public void Cancel() => _cancel.Cancel();

    /// <summary>Runs the guard and shows what it found.</summary>
    /// <returns>False when something was shown as an error.</returns>
    public override bool Execute()
    {
        try
        {
            _cancel.Token.ThrowIfCancellationRequested();
            Run(_cancel.Token);
        }
#pragma warning disable CA1031 // MSBuild would answer with MSB4018 and a stack trace: a bug is shown with its own code instead.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            ShowFailure(failure);
        }
        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancel.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The work itself.</summary>
    protected abstract void Run(CancellationToken cancellation);

    // The project is the source of the image that is published from it: its restore tells which line brings a package.
    private protected GuardOptions OwnImage(GuardOptions options) => options with { Source = options.Source ?? Project };

    private protected WarningSettings Warnings => new(TreatWarningsAsErrors, WarningsAsErrors, WarningsNotAsErrors, NoWarn);

    /// <summary>What the project says, with the reports to write.</summary>
    private protected GuardOptions ChosenOptions()
    {
        var options = OptionItems.Read(Options);
        var named = from report in Reports select new ReportOutput(report.GetMetadata("Format") is { Length: > 0 } format ? format : "sarif", report.ItemSpec);
        ImmutableArray<ReportOutput> sarif = string.IsNullOrEmpty(Sarif) ? [] : [new("sarif", Sarif)];
        return options with { Outputs = [.. options.Outputs ?? [], .. named, .. sarif] };
    }

    // MSBuild has no asynchronous Execute: the one place where we block on a task.
    private protected GuardResult Guarded(GuardOptions options, CancellationToken cancellation)
    {
        MakeFolders(options);
        var result = Guard.RunAsync(options, new MSBuildLog(Log), cancellation).GetAwaiter().GetResult();
        (Verdict, ExitCode) = (result.Verdict.ToString(), result.ExitCode);
        foreach (var output in options.Outputs!.Value.Where(output => output.File is null)) Show(output.Format, result.Report);
        return result;
    }

    private static void MakeFolders(GuardOptions options)
    {
        foreach (var output in options.Outputs!.Value)
        {
            if (Path.GetDirectoryName(output.File) is not { Length: > 0 } folder) continue;
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new GuardException(Problems.OutputFailed, output.File!, failure.Message, failure);
            }
        }
    }

    private void Show(string format, ScanReport report)
    {
        using var text = new StringWriter { NewLine = "\n" };
        ReportFormats.Get(format).Write(report, text);
        Log.LogMessage(MessageImportance.High, "{0}", text.ToString());
    }

    private void ShowFailure(Exception failure)
    {
        var shown = failure switch
        {
            GuardException known => known,
            OperationCanceledException => new GuardException(Problems.Cancelled, "PipelineGuard", "The build was cancelled.", failure),
            _ => new GuardException(Problems.Bug, "PipelineGuard", failure.ToString(), failure),
        };
        MessageWriter.Write(Log, [new ReportMessages(Project).Of(shown)], Warnings, report: null);
    }
}
