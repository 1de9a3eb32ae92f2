using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Malware;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>The one way in: everything a wrapper can do with a scan is one call.</summary>
public static class Guard
{
    /// <summary>Scans the targets, judges what was found by the policy, and writes the reports that name a file.</summary>
    /// <param name="options">What the user said; what is null takes <see cref="GuardOptions.Defaults"/>.</param>
    /// <param name="log">Listens while it happens.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second; nothing is left behind.</param>
    /// <exception cref="GuardException">The options or the policy are wrong, a target is no image and no Dockerfile, or a report cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<GuardResult> RunAsync(GuardOptions options, IGuardLog log, CancellationToken cancellation = default) =>
        RunAsync(options, log, TimeProvider.System, cancellation);

    /// <summary>The same with a clock of the caller's, for waivers and age gates.</summary>
    internal static async Task<GuardResult> RunAsync(GuardOptions options, IGuardLog log, TimeProvider clock, CancellationToken cancellation)
    {
        var chosen = options.Over(GuardOptions.Defaults);
        if (chosen.Targets is not { IsDefaultOrEmpty: false } targets) throw new GuardException(Problems.BadUsage, "scan", "There is nothing to scan.");
        var policy = PolicyOf(chosen);
        var vex = VexFiles.Load(chosen, policy);
        int warnCode = ExitCodes.For(Verdict.Warn, chosen.ExitCodeWarn);

        var problems = new ProblemCollector(log);
        var scans = new List<TargetScan>();
        using var malware = new MalwareScan(MalwareOptionsOf(chosen, policy));
        var input = new StandardInput(chosen.StandardInput);
        foreach (var target in targets)
        {
            var surroundings = new DockerfileSurroundings(policy, clock, problems.For(target));
            scans.AddRange(await ReadAsync(target, chosen, malware, input, surroundings, problems.For(target), log, cancellation).ConfigureAwait(false));
        }
        malware.Finish(problems);
        var vulnerabilities = await new VulnerabilitySearch(chosen, policy, vex, clock, problems, log).RunAsync(scans, cancellation).ConfigureAwait(false);

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var extra = scans.Where(scan => scan.Blocks is not null).DistinctBy(scan => scan.Report.Name).ToDictionary(scan => scan.Report.Name, scan => scan.Blocks!);
        var judgement = PolicyJudge.Judge([.. scans.SelectMany(scan => scan.Findings), .. StrictFindings.AskedFor(scans, policy), .. vulnerabilities.Findings], problems.All, policy, today, extra);
        var report = Report(scans, vulnerabilities, judgement, policy);
        foreach (var (format, file) in chosen.Outputs!.Value)
        {
            if (file is not null) ReportFile.Write(file, format, report);
        }
        return new GuardResult(report, judgement.Verdict == Verdict.Warn ? warnCode : ExitCodes.For(judgement.Verdict));
    }

    private static async Task<ImmutableArray<TargetScan>> ReadAsync(
        string target, GuardOptions options, MalwareScan malware, StandardInput input, DockerfileSurroundings surroundings, IScanLog problems, IGuardLog log, CancellationToken cancellation)
    {
        var dockerfiles = new DockerfileScanner(input, surroundings, problems);
        if (dockerfiles.IsDockerfile(target)) return [dockerfiles.Scan(target)];
        try
        {
            return [await ImageScanner.ScanAsync(target, options, malware, input, problems, log, cancellation).ConfigureAwait(false)];
        }
        catch (GuardException failure) when (failure.Problem == Problems.NotAnImage)
        {
            var scans = dockerfiles.ScanWhatLeadsToDockerfiles(target);
            if (scans.IsEmpty) throw;
            return scans;
        }
    }

    private static ScanReport Report(IEnumerable<TargetScan> scans, VulnerabilityResult vulnerabilities, Judgement judgement, GuardPolicy policy)
    {
        var found = judgement.Findings.Select(finding => finding.Rule.Value).ToHashSet(StringComparer.Ordinal);
        return new ScanReport
        {
            ToolVersion = ToolVersion.Current,
            Verdict = judgement.Verdict,
            Reasons = judgement.Reasons,
            Targets = [.. scans.Select(scan => scan.Report)],
            Findings = judgement.Findings,
            Rules = [.. RuleCatalog.Rules.Where(rule => found.Contains(rule.Id))],
            Problems = judgement.Problems,
            Advisories = vulnerabilities.Data,
            Exploitation = vulnerabilities.Exploitation,
            PolicyFile = policy.Source,
        };
    }

    // What the command line says comes before what the policy says; lists of both are used.
    private static MalwareOptions MalwareOptionsOf(GuardOptions options, GuardPolicy policy) => new()
    {
        Integrity = options.Integrity ?? policy.Malware.Integrity,
        Clamd = options.Clamd ?? policy.Malware.Clamd,
        HashLists = [.. (options.MalwareHashes ?? []).Concat(policy.Malware.Hashes).Distinct()],
    };

    private static GuardPolicy PolicyOf(GuardOptions options)
    {
        var policy = PolicyFile.Resolve(options.Policy, Environment.CurrentDirectory);
        return options.FailOn is { } severity ? policy.WithBlockSeverity(severity, options.OnlyFixed!.Value) : policy;
    }
}
