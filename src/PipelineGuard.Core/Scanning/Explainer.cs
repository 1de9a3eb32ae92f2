using System.Collections.Immutable;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Malware;
using PipelineGuard.Malware.Integrity;
using PipelineGuard.Packages;
using PipelineGuard.Packages.DotNet;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;
using PipelineGuard.Reporting.Explaining;
using PipelineGuard.Vulnerabilities.Explaining;

namespace PipelineGuard.Scanning;

/// <summary>Tells why a vulnerability was or was not found: the one way in beside <see cref="Guard"/>.</summary>
public static class Explainer
{
    /// <summary>Reads the targets as a scan does and tells, for every package that an advisory about the vulnerability names, how it was judged; writes the outputs that name a file.</summary>
    /// <param name="id">Any id of the vulnerability: <c>CVE-2024-1234</c>, <c>GHSA-…</c>, <c>DSA-…</c>; case does not matter.</param>
    /// <param name="package">Narrows it to one package, by its name, that of its source or a package URL without version; null for all.</param>
    /// <param name="options">What the user said about targets, advisory data, policy and VEX; outputs are <c>console</c> and <c>json</c>.</param>
    /// <param name="log">Listens while it happens.</param>
    /// <param name="cancellation">Ends the run within a fraction of a second; nothing is left behind.</param>
    /// <exception cref="GuardException">The options or the policy are wrong, a target is no image and no bill of materials, or a file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<ExplanationResult> RunAsync(string id, string? package, GuardOptions options, IGuardLog log, CancellationToken cancellation = default) =>
        RunAsync(id, package, options, log, TimeProvider.System, cancellation);

    /// <summary>The same with a clock of the caller's.</summary>
    internal static async Task<ExplanationResult> RunAsync(string id, string? package, GuardOptions options, IGuardLog log, TimeProvider clock, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(id)) throw new GuardException(Problems.BadUsage, "explain", "There is no id to explain.");
        var chosen = options.Over(GuardOptions.Defaults);
        foreach (var (format, _) in chosen.Outputs!.Value) ExplanationResult.CheckFormat(format);
        var targets = Guard.TargetsOf(chosen, "explain");
        var policy = Guard.PolicyOf(chosen);
        var vex = VexFiles.Load(chosen, policy);

        var problems = new ProblemCollector(log);
        using var nothing = new MalwareScan(new MalwareOptions { Integrity = IntegrityMode.Off });
        var scans = await Guard.ReadAllAsync(targets, chosen, policy, nothing, problems, log, clock, cancellation).ConfigureAwait(false);
        if (!scans.TrueForAll(scan => CoverageText.IsImage(scan.Report))) throw new GuardException(Problems.NotAnImage, targets[0], "A Dockerfile has no packages before it is built.");
        var search = new VulnerabilitySearch(chosen, policy, vex, clock, problems, log);
        var found = await search.RunAsync(scans, cancellation).ConfigureAwait(false);

        using var library = search.OpenQuietly();
        var explanation = Explain(id.Trim(), package, scans, found, library, policy, clock, problems.All);
        foreach (var (format, file) in chosen.Outputs.Value)
        {
            var result = new ExplanationResult(explanation, 0);
            if (file is not null) ReportFile.Write(file, writer => result.Write(format, writer));
        }
        return new ExplanationResult(explanation, ExitCodeOf(explanation.Answer));
    }

    private static int ExitCodeOf(ExplainedAnswer answer) => answer switch
    {
        ExplainedAnswer.NotAffected or ExplainedAnswer.Waived => ExitCodes.Pass,
        ExplainedAnswer.Affected => ExitCodes.Block,
        ExplainedAnswer.Unknown => ExitCodes.Incomplete,
    };

    private static Explanation Explain(
        string id, string? package, List<TargetScan> scans, VulnerabilityResult found, AdvisoryLibrary library, GuardPolicy policy, TimeProvider clock, ImmutableArray<ScanProblem> problems)
    {
        var lookup = AdvisoryLookup.Find(library, id);
        var wanted = lookup.Ids.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var judgement = PolicyJudge.Judge([.. found.Findings.Where(finding => IsAbout(finding, wanted))], [], policy, today);
        ImmutableArray<TargetExplanation> targets = [.. scans.Select(scan => Explain(scan, package, lookup, judgement.Findings))];
        problems = [.. problems.Where(problem => IsOfConcern(problem, targets)), .. lookup.Mentions.IsEmpty ? [new ScanProblem(Problems.UnknownAdvisory, id, "None of the data at hand tells of it.")] : Array.Empty<ScanProblem>()];
        bool isIncomplete = policy.Incomplete is IncompleteAction.Fail && problems.Any(problem => problem.Info.Effect is ProblemEffect.Incomplete or ProblemEffect.Failure);
        var shown = targets.SelectMany(target => target.Packages).SelectMany(explained => explained.Findings).ToList();
        return new(id, lookup, AnswerOf(shown, isIncomplete))
        {
            ToolVersion = ToolVersion.Current,
            PackageName = package,
            Targets = targets,
            Reasons = shown.Count == 0 ? [] : judgement.Reasons,
            Exploited = library.Exploited(lookup.Cves),
            Prediction = library.PredictionOf(lookup.Cves),
            Problems = problems,
            Advisories = found.Data,
            PolicyFile = policy.Source,
        };
    }

    // "Affected" outranks "could not look", as Block outranks Incomplete.
    private static ExplainedAnswer AnswerOf(List<Finding> findings, bool isIncomplete) =>
        findings.Exists(finding => finding.State is not FindingState.Waived) ? ExplainedAnswer.Affected
        : isIncomplete ? ExplainedAnswer.Unknown
        : findings.Count > 0 ? ExplainedAnswer.Waived
        : ExplainedAnswer.NotAffected;

    private static TargetExplanation Explain(TargetScan scan, string? package, AdvisoryLookup lookup, ImmutableArray<Finding> findings)
    {
        var distribution = scan.Inventory.Distribution;
        var tracer = new PackageTracer(lookup.Mentions, distribution);
        var layers = scan.Report.Layers.ToDictionary(layer => layer.Facts.Index, layer => layer.Facts);
        var own = findings.Where(finding => finding.Target == scan.Report.Name).ToLookup(finding => (finding.Package!.Purl, finding.Package.FoundIn));
        var installed = scan.Inventory.Packages.Select(one => (Package: one, Purl: PackageUrl.For(one, distribution).ToString())).Where(one => package is null || IsCalled(one.Package, one.Purl, package)).ToList();
        var traced = installed.Select(one => (one.Package, one.Purl, Trace: tracer.Trace(one.Package))).ToList();
        return new TargetExplanation(scan.Report,
        [
            .. from one in traced
               where one.Trace is not null
               orderby one.Trace.Outcome
               select new PackageExplanation(one.Trace, one.Purl, one.Package.Layer is { } index ? layers[index] : null, [.. own[(one.Purl, one.Package.FoundIn.Value)]]),
        ])
        {
            Unnamed = package is null ? [] : [.. traced.Where(one => one.Trace is null).Select(one => one.Purl)],
            Absent = Absent(scan, lookup, tracer),
        };
    }

    private static ImmutableArray<AbsentPackage> Absent(TargetScan scan, AdvisoryLookup lookup, PackageTracer tracer)
    {
        var packages = scan.Inventory.Packages;
        var present = packages.Select(tracer.Trace).OfType<PackageTrace>().SelectMany(trace => trace.Advisories).Select(advisory => (advisory.Ecosystem, advisory.Package)).ToHashSet();
        var ecosystems = packages.Select(package => AdvisoryKey.For(package, scan.Inventory.Distribution)?.Ecosystem).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (packages.Any(package => DotNetComponents.FrameworkOf(package.Name) is not null)) ecosystems.Add(DotNetComponents.Ecosystem);
        return
        [
            .. from name in lookup.Mentions.Select(mention => (mention.Ecosystem, mention.Package)).Distinct()
               where !present.Contains(name)
               let isOfTarget = ecosystems.Contains(name.Ecosystem)
               orderby isOfTarget descending, name
               select new AbsentPackage(name.Ecosystem, name.Package, isOfTarget),
        ];
    }

    private static bool IsCalled(Package package, string purl, string name) =>
        package.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || name.Equals(package.SourceName, StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith("pkg:", StringComparison.Ordinal) && PackageUrl.Matches(name, purl));

    private static bool IsAbout(Finding finding, HashSet<string> ids) => finding.Ids().Any(ids.Contains);

    // That a version cannot be placed matters only for packages that an advisory about this vulnerability names.
    private static bool IsOfConcern(ScanProblem problem, ImmutableArray<TargetExplanation> targets) =>
        problem.Info != Problems.BadVersion
        || targets.SelectMany(target => target.Packages).Any(package => package.Trace.Key is { } key && problem.Subject == $"{key.Name} {key.Version}");
}
