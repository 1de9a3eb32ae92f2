using System.Globalization;
using Microsoft.Build.Framework;
using PipelineGuard.Findings;
using PipelineGuard.MSBuild.Incremental;
using PipelineGuard.MSBuild.Messages;
using PipelineGuard.Scanning;

namespace PipelineGuard.MSBuild;

/// <summary>Checks a project's Dockerfile, or shows again what it found when nothing has changed.</summary>
public sealed class CheckDockerfile : GuardTask
{
    /// <summary>The Dockerfile, relative to the project.</summary>
    [Required]
    public string Dockerfile { get; set; } = "";

    /// <summary>Where the result is kept for the next build; its folder is made.</summary>
    [Required]
    public string ResultFile { get; set; } = "";

    /// <summary>True when nothing had changed and the lines of the last check were shown.</summary>
    [Output]
    public bool WasUpToDate { get; private set; }

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var key = Key();
        var known = CheckRecord.Read(ResultFile);
        WasUpToDate = known is not null && !ShowsReport && known.StillHolds(key);
        var record = WasUpToDate ? known! : Check(key, cancellation);
        (Verdict, ExitCode) = (record.Verdict, record.ExitCode);
        MessageWriter.Write(Log, record.Messages, Warnings, Sarif);
        Log.LogMessage(MessageImportance.Normal, "PipelineGuard: {0}: {1}{2}.", Dockerfile, Verdict, WasUpToDate ? ", unchanged" : "");
    }

    // Everything below needs the core, whose loading is what an unchanged build must not pay for.
    private CheckRecord Check(string key, CancellationToken cancellation)
    {
        var dockerfile = Path.GetFullPath(Dockerfile);
        var options = ChosenOptions() with { Targets = [$"dockerfile:{dockerfile}"] };
        var context = BuildContextFolder.Of(dockerfile);
        // Before the check: what changes while it runs counts as changed.
        (string, string)[] files = [.. CheckInputs.Files(dockerfile, context, options, Environment.CurrentDirectory).Select(file => (file, InputState.Of(file)))];
        (string, string)[] folders = context is null ? [] : [(context, FolderNames.Summary(context))];
        var result = Guarded(options, cancellation);
        var record = new CheckRecord
        {
            Key = key,
            Verdict = result.Verdict.ToString(),
            ExitCode = result.ExitCode,
            Files = files,
            Folders = folders,
            Outputs = [.. options.Outputs!.Value.Select(output => output.File).OfType<string>()],
            Messages = [.. new ReportMessages(Project).Of(result.Report)],
        };
        Keep(record);
        return record;
    }

    private void Keep(CheckRecord record)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(ResultFile))!);
            record.Write(ResultFile);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.OutputFailed, ResultFile, failure.Message, failure);
        }
    }

    // A report without a file is shown, and what is shown is made anew.
    private bool ShowsReport => Options.Where(item => item.ItemSpec == "output")
        .SelectMany(item => item.GetMetadata(OptionItems.Value).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Any(output => !output.Contains('=', StringComparison.Ordinal));

    private string Key()
    {
        var day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string[] parts =
        [
            typeof(CheckDockerfile).Module.ModuleVersionId.ToString(), day, Project, Dockerfile, Sarif ?? "",
            .. Options.Select(item => $"{item.ItemSpec}={item.GetMetadata(OptionItems.Value)}"),
            .. Reports.Select(item => $"{item.GetMetadata("Format")}={item.ItemSpec}"),
        ];
        return string.Join('\n', parts);
    }
}
