using System.Collections.Concurrent;
using PipelineGuard.Findings;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;
using Spectre.Console;

namespace PipelineGuard.Cli;

/// <summary>Shows a run to a person: progress on a terminal, nothing in a pipe but what was asked for.</summary>
internal sealed class TerminalLog(Terminal terminal) : IGuardLog
{
    private readonly ConcurrentDictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);
    private ProgressContext? _progress;

    /// <summary>Runs the work with a progress bar that is gone when it ends.</summary>
    public async Task<T> WatchAsync<T>(Func<Task<T>> work)
    {
        var console = terminal.ErrorConsole();
        if (!terminal.ErrorIsTerminal || !console.Profile.Capabilities.Interactive) return await work();
        return await console.Progress().AutoClear(true).StartAsync(context =>
        {
            _progress = context;
            return work();
        });
    }

    public void Info(string message)
    {
        if (terminal.ErrorIsTerminal) terminal.Error.WriteLine(SafeText.OneLine(message));
    }

    // Problems stand in the report.
    public void Problem(ScanProblem problem)
    {
    }

    public void Progress(GuardProgress progress)
    {
        if (_progress is not { } context) return;
        var task = _tasks.GetOrAdd(progress.Step, step => context.AddTask(Markup.Escape(step)));
        task.IsIndeterminate = progress.Total is null;
        task.MaxValue = progress.Total ?? 1;
        task.Value = progress.Done;
    }
}
