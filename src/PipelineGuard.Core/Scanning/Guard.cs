using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Malware;
using PipelineGuard.Malware.Integrity;
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
    /// <exception cref="GuardException">The options or the policy are wrong, a target is no image, no bill of materials and no Dockerfile, or a report cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<GuardResult> RunAsync(GuardOptions options, IGuardLog log, CancellationToken cancellation = default) =>
        RunAsync(options, log, TimeProvider.System, cancellation);

    /// <summary>The same scan, asked what other base images would change: a target that names no base image, and has a name of its own, is taken for one.</summary>
    /// <param name="options">What the user said; without <see cref="GuardOptions.NewerBases"/> the registry is asked for newer tags.</param>
    /// <param name="log">Listens while it happens.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second; nothing is left behind.</param>
    /// <returns>The advice stands in <see cref="TargetReport.Advice"/>.</returns>
    /// <exception cref="GuardException">The options or the policy are wrong, or the target is no image.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<GuardResult> AdviseAsync(GuardOptions options, IGuardLog log, CancellationToken cancellation = default) =>
        AdviseAsync(options, log, TimeProvider.System, cancellation);

    internal static Task<GuardResult> AdviseAsync(GuardOptions options, IGuardLog log, TimeProvider clock, CancellationToken cancellation) =>
        RunAsync(options with { NewerBases = options.NewerBases ?? [BaseCandidates.Registry], IsBase = true, Secrets = options.Secrets ?? false }, log, clock, cancellation);

    /// <summary>
    /// Lists what is in the targets and writes the reports that name a file, without advisories, policy or judgement: for bills of materials.
    /// </summary>
    /// <param name="options">What the user said; only targets, outputs, platform and limits count.</param>
    /// <param name="log">Listens while it happens.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second; nothing is left behind.</param>
    /// <returns>The verdict Pass, exit code 0, when everything was looked at; else Incomplete, exit code 3.</returns>
    /// <exception cref="GuardException">A target is no image and no bill of materials, or a report cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<GuardResult> ListAsync(GuardOptions options, IGuardLog log, CancellationToken cancellation = default)
    {
        var chosen = options.Over(GuardOptions.Defaults);
        var problems = new ProblemCollector(log);
        using var nothing = new MalwareScan(new MalwareOptions { Integrity = IntegrityMode.Off });
        var scans = await ReadAllAsync(TargetsOf(chosen, "sbom"), chosen, GuardPolicy.Default, nothing, problems, log, TimeProvider.System, cancellation).ConfigureAwait(false);
        if (!scans.Exists(scan => CoverageText.IsImage(scan.Report))) throw new GuardException(Problems.NotAnImage, chosen.Targets!.Value[0], "A Dockerfile has nothing to list before it is built.");
        var judgement = PolicyJudge.Judge([], problems.All, GuardPolicy.Default, default);
        var report = Report(scans, new VulnerabilityResult([], []), judgement, GuardPolicy.Default);
        Write(report, chosen);
        return new GuardResult(report, ExitCodes.For(judgement.Verdict));
    }

    /// <summary>The same with a clock of the caller's, for waivers and age gates.</summary>
    internal static async Task<GuardResult> RunAsync(GuardOptions options, IGuardLog log, TimeProvider clock, CancellationToken cancellation)
    {
        var chosen = options.Over(GuardOptions.Defaults);
        Preparation.Begin(chosen.Secrets!.Value);
        var targets = TargetsOf(chosen, "scan");
        var policy = PolicyOf(chosen);
        var templates = ComplianceTemplates.Of(chosen, policy);
        var vex = VexFiles.Load(chosen, policy);
        int warnCode = ExitCodes.For(Verdict.Warn, chosen.ExitCodeWarn);

        var problems = new ProblemCollector(log);
        using var malware = new MalwareScan(MalwareOptionsOf(chosen, policy));
        var scans = await ReadAllAsync(targets, chosen, policy, malware, problems, log, clock, cancellation).ConfigureAwait(false);
        malware.Finish(problems);
        scans = [.. new BasePlatforms(chosen, problems, cancellation).Judge(scans)];
        var vulnerabilities = await new VulnerabilitySearch(chosen, policy, vex, clock, problems, log).RunAsync(scans, cancellation).ConfigureAwait(false);

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var extra = scans.Where(scan => scan.Blocks is not null).DistinctBy(scan => scan.Report.Name).ToDictionary(scan => scan.Report.Name, scan => scan.Blocks!);
        ImmutableArray<Finding> findings =
            [.. scans.SelectMany(scan => scan.Findings), .. StrictFindings.AskedFor(scans, templates), .. LifecycleCheck.Run(scans, policy, today), .. vulnerabilities.Findings];
        (findings, var comparison) = BaselineCheck.Run(findings, scans, chosen);
        (scans, findings) = SourceAttributor.Run(scans, findings, chosen, problems, cancellation);
        if (chosen.NewerBases is { IsDefaultOrEmpty: false }) scans = await new NewerBases(chosen, policy, vex, clock, problems, log).AdviseAsync(scans, findings, cancellation).ConfigureAwait(false);
        var judgement = PolicyJudge.Judge(findings, problems.All, policy, today, extra);
        var report = Report(scans, vulnerabilities, judgement, policy) with
        {
            Baseline = comparison,
            Compliance = new ComplianceCheck(chosen, policy, scans, judgement, vulnerabilities).Run(templates),
        };
        Write(report, chosen);
        return new GuardResult(report, judgement.Verdict == Verdict.Warn ? warnCode : ExitCodes.For(judgement.Verdict));
    }

    internal static ImmutableArray<string> TargetsOf(GuardOptions options, string verb) =>
        options.Targets is { IsDefaultOrEmpty: false } targets ? targets : throw new GuardException(Problems.BadUsage, verb, "There is nothing to scan.");

    private static void Write(ScanReport report, GuardOptions options)
    {
        foreach (var (format, file) in options.Outputs!.Value)
        {
            if (file is not null) ReportFile.Write(file, format, report);
        }
    }

    internal static async Task<List<TargetScan>> ReadAllAsync(
        ImmutableArray<string> targets, GuardOptions options, GuardPolicy policy, MalwareScan malware, ProblemCollector problems, IGuardLog log, TimeProvider clock,
        CancellationToken cancellation)
    {
        var scans = new List<TargetScan>();
        var input = new StandardInput(options.StandardInput);
        foreach (var target in targets)
        {
            var surroundings = new DockerfileSurroundings(policy, clock, problems.For(target));
            scans.AddRange(await ReadAsync(target, options, malware, input, surroundings, problems.For(target), log, cancellation).ConfigureAwait(false));
        }
        return scans;
    }

    private static async Task<ImmutableArray<TargetScan>> ReadAsync(
        string target, GuardOptions options, MalwareScan malware, StandardInput input, DockerfileSurroundings surroundings, IScanLog problems, IGuardLog log, CancellationToken cancellation)
    {
        if (SbomScanner.ScanIfSbom(target, options.Limits!, input, problems, cancellation) is { } bill) return [bill];
        var dockerfiles = new DockerfileScanner(input, surroundings, options.Secrets!.Value, problems);
        if (dockerfiles.IsDockerfile(target)) return [dockerfiles.Scan(target)];
        if (DockerfileSource.IsSourceFolder(target) && dockerfiles.ScanWhatLeadsToDockerfiles(target) is { IsEmpty: false } sources) return sources;
        try
        {
            return [await ImageScanner.ScanAsync(target, options with { TrustedRegistries = surroundings.TrustedRegistries }, malware, input, problems, log, cancellation).ConfigureAwait(false)];
        }
        catch (GuardException failure) when (failure.Problem == Problems.NotAnImage)
        {
            var scans = dockerfiles.ScanWhatLeadsToDockerfiles(target);
            if (!scans.IsEmpty) return scans;
            if (DockerfileSource.IsComposeFile(target)) throw new GuardException(Problems.NotAnImage, target, "No service of this Compose file is built from a Dockerfile in its repository.", failure);
            throw;
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
            Rules = RuleCatalog.Find(found),
            Problems = judgement.Problems,
            Advisories = vulnerabilities.Data,
            Exploitation = vulnerabilities.Exploitation,
            PolicyFile = policy.Source,
            SourceDate = SourceDate.OfEnvironment(),
        };
    }

    // What the command line says comes before what the policy says; lists of both are used.
    private static MalwareOptions MalwareOptionsOf(GuardOptions options, GuardPolicy policy) => new()
    {
        Integrity = options.Integrity ?? policy.Malware.Integrity,
        Clamd = options.Clamd ?? policy.Malware.Clamd,
        HashLists = [.. (options.MalwareHashes ?? []).Concat(policy.Malware.Hashes).Distinct()],
    };

    internal static GuardPolicy PolicyOf(GuardOptions options)
    {
        var policy = PolicyFile.Resolve(options.Policy, Environment.CurrentDirectory);
        if (options.FailOn is { } severity) policy = policy.WithBlockSeverity(severity, options.OnlyFixed!.Value);
        if (options is { NewOnly: true, Baseline: null }) throw new GuardException(Problems.BadUsage, "--new-only", "Name with --baseline what is known already.");
        if (options.Only is { } origin) policy = BaselineCheck.Only(policy, origin);
        return options is { NewOnly: true } ? BaselineCheck.NewOnly(policy) : policy;
    }
}
