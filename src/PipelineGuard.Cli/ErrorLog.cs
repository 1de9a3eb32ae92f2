using PipelineGuard.Findings;
using PipelineGuard.Reporting;

namespace PipelineGuard.Cli;

/// <summary>Tells each problem at once, on standard error, with what to try.</summary>
internal sealed class ErrorLog(Terminal terminal) : IScanLog
{
    private readonly Lock _lock = new();

    public void Report(ScanProblem problem)
    {
        lock (_lock) terminal.Error.WriteLine(SafeText.OneLine($"{problem} {problem.Info.Hint}"));
    }
}
