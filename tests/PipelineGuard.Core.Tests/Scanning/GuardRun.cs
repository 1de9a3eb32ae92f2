using PipelineGuard.Advisories;
using PipelineGuard.Images.Building;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>Runs the guard on made targets, against a store of two Alpine advisories of 2026-01-02, on a day of that week.</summary>
internal sealed class GuardRun : IDisposable
{
    private static readonly DateTimeOffset Today = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    private GuardRun()
    {
    }

    /// <summary>Where the stores are; a test may damage them.</summary>
    public string Stores => _folder["stores"];

    /// <summary>The day on which the scan runs.</summary>
    public DateTimeOffset Now { get; init; } = Today;

    /// <summary>Builds the store.</summary>
    public static async Task<GuardRun> WithStoreAsync(DateTimeOffset? now = null)
    {
        var run = new GuardRun { Now = now ?? Today };
        OsvExport.Put(run._folder["osv"], "Alpine",
            ("A-1.json", OsvExport.Record("ALPINE-CVE-2026-0001", "Alpine:v3.23", "openssl", "3.1.4-r5")),
            ("A-2.json", OsvExport.Record("ALPINE-CVE-2026-0002", "Alpine:v3.23", "curl", "8.5.0-r0")));
        await run.BuildAsync();
        return run;
    }

    /// <summary>Builds the store again, from the same advisories.</summary>
    public async Task BuildAsync() =>
        await new AdvisoryDatabase(Stores).BuildAsync([_folder["osv"]], null, new CollectingLog(), cancellation: TestContext.Current.CancellationToken);

    /// <summary>Scans; the target's folder is gone afterwards.</summary>
    public async Task<GuardResult> ScanAsync(TestTarget target, Func<GuardOptions, GuardOptions>? change = null)
    {
        using (target)
        {
            var options = new GuardOptions { Targets = [target.Path], Outputs = [], Database = Stores, Offline = true, Cache = false };
            return await Guard.RunAsync(change?.Invoke(options) ?? options, new SilentLog(), new FixedTime(Now), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Explains; the target's folder is gone afterwards.</summary>
    public async Task<ExplanationResult> ExplainAsync(string id, string? package, TestTarget target, Func<GuardOptions, GuardOptions>? change = null)
    {
        using (target)
        {
            var options = new GuardOptions { Targets = [target.Path], Outputs = [], Database = Stores, Offline = true, Cache = false };
            return await Explainer.RunAsync(id, package, change?.Invoke(options) ?? options, new SilentLog(), new FixedTime(Now), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The codes of a report's problems, each once.</summary>
    public static IEnumerable<string> Codes(ScanReport report) => report.Problems.Select(problem => problem.Info.Code).Distinct();

    public void Dispose() => _folder.Dispose();
}
