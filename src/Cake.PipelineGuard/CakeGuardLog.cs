using Cake.Core.Diagnostics;
using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace Cake.PipelineGuard;

/// <summary>Tells Cake's log what a run says and what it found.</summary>
internal sealed class CakeGuardLog(ICakeLog log) : IGuardLog
{
    // A line of a log, and none that fills the screen.
    private const int LongestText = 1000;

    public void Info(string message) => log.Verbose("{0}", SafeText.OneLine(message));

    // Problems stand in the report, and are shown from there when the verdict is known.
    public void Problem(ScanProblem problem)
    {
    }

    public void Progress(GuardProgress progress)
    {
    }

    /// <summary>Shows findings and problems, each as loud as it counts.</summary>
    public void Show(ScanReport report)
    {
        foreach (var finding in report.Findings) Write(LevelOf(finding.Gate), $"{finding.Location}: {finding.Rule.Value}: {finding.Message} {finding.Fix?.Description}");
        foreach (var problem in report.Problems) Write(LevelOf(problem.Info.Effect, report.Verdict), SettingsTable.Spelled($"{problem} {problem.Info.Hint}"));
    }

    private void Write(LogLevel level, string text)
    {
        var verbosity = level switch { LogLevel.Error => Verbosity.Quiet, LogLevel.Warning => Verbosity.Minimal, _ => Verbosity.Verbose };
        log.Write(verbosity, level, "{0}", SafeText.OneLine(text.TrimEnd(), LongestText));
    }

    private static LogLevel LevelOf(GateAction gate) => gate switch
    {
        GateAction.Block => LogLevel.Error,
        GateAction.Warn => LogLevel.Warning,
        GateAction.None => LogLevel.Verbose,
    };

    private static LogLevel LevelOf(ProblemEffect effect, Verdict verdict) => effect switch
    {
        ProblemEffect.Note => LogLevel.Verbose,
        ProblemEffect.Incomplete or ProblemEffect.Usage or ProblemEffect.Failure => verdict == Verdict.Incomplete ? LogLevel.Error : LogLevel.Warning,
    };
}
