using System.Collections.Immutable;
using Cake.Core;
using Cake.Core.Diagnostics;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace Cake.PipelineGuard;

/// <summary>What the aliases share: settings become options, and verdicts become exceptions.</summary>
internal sealed class PipelineGuardRunner(ICakeContext context)
{
    /// <summary>Scans and judges.</summary>
    /// <exception cref="PipelineGuardException">The verdict stops the build, or the run ended early.</exception>
    public GuardResult Scan(IEnumerable<string> targets, PipelineGuardScanSettings settings) => Run(targets, settings, Guard.RunAsync);

    /// <summary>Lists what is in images.</summary>
    /// <exception cref="PipelineGuardException">Something could not be looked at, or the run ended early.</exception>
    public GuardResult List(IEnumerable<string> targets, PipelineGuardSettings settings) => Run(targets, settings, Guard.ListAsync);

    /// <summary>Brings advisory data up to date.</summary>
    /// <exception cref="PipelineGuardException">Some could not be fetched.</exception>
    public ImmutableArray<AdvisoryUpdate> Update(PipelineGuardDatabaseSettings settings) => Told(() =>
    {
        var database = new AdvisoryDatabase(settings.Db?.MakeAbsolute(context.Environment).FullPath)
        {
            InsecureRegistries = [.. settings.InsecureRegistry],
            RegistryCa = settings.RegistryCa?.MakeAbsolute(context.Environment).FullPath,
            TokenServers = [.. settings.TokenServer],
        };
        string[]? ecosystems = settings.Ecosystems.Count > 0 ? [.. settings.Ecosystems] : null;
        var problems = new LoggedProblems(context.Log);
        var updates = database.UpdateAsync([.. settings.From], ecosystems, problems, null, CancellationToken.None).GetAwaiter().GetResult();
        foreach (var update in updates) context.Log.Information("{0}: {1}", update.Ecosystem, update.Outcome);
        return updates.Any(update => update.Outcome == AdvisoryUpdateOutcome.Failed)
            ? throw new PipelineGuardException(ExitCodes.Failure, "PipelineGuard: advisory data could not be fetched; what was there is untouched.")
            : updates;
    });

    private GuardResult Run(IEnumerable<string> targets, PipelineGuardSettings settings, Func<GuardOptions, IGuardLog, CancellationToken, Task<GuardResult>> run) => Told(() =>
    {
        var options = SettingsTable.ToOptions(settings) with { Targets = [.. targets] };
        options = options with { Outputs = options.Outputs ?? [] };
        var log = new CakeGuardLog(context.Log);
        // Cake has no asynchronous aliases: the one place where we block on a task.
        var result = run(options, log, CancellationToken.None).GetAwaiter().GetResult();
        log.Show(result.Report);
        foreach (var output in options.Outputs!.Value.Where(output => output.File is null)) Show(output.Format, result.Report);
        context.Log.Information("PipelineGuard: {0}: {1}", SafeText.OneLine(string.Join(", ", options.Targets!.Value)), result.Verdict);
        return result.Verdict switch
        {
            Verdict.Block => throw new PipelineGuardBlockedException(result, Reason(result)),
            Verdict.Incomplete => throw new PipelineGuardIncompleteException(result, Reason(result)),
            Verdict.Pass or Verdict.Warn => result,
        };
    });

    private void Show(string format, ScanReport report)
    {
        using var text = new StringWriter { NewLine = "\n" };
        ReportFormats.Get(format).Write(report, text);
        context.Log.Information("{0}", text.ToString());
    }

    private static string Reason(GuardResult result) =>
        SafeText.OneLine($"PipelineGuard: {result.Verdict}: {string.Join(" ", result.Report.Reasons.Take(1))}", 1000);

    private static T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (GuardException failure)
        {
            throw new PipelineGuardException(ExitCodes.For(failure), SafeText.OneLine(SettingsTable.Spelled($"PipelineGuard: {failure.Message}")), failure);
        }
    }

    private sealed class LoggedProblems(ICakeLog log) : IScanLog
    {
        public void Report(ScanProblem problem) => log.Warning("{0}", SafeText.OneLine(SettingsTable.Spelled($"{problem} {problem.Info.Hint}")));
    }
}
