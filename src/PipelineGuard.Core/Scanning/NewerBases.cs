using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Malware;
using PipelineGuard.Malware.Integrity;
using PipelineGuard.Policy;
using PipelineGuard.Vex;

namespace PipelineGuard.Scanning;

/// <summary>
/// Scans images that may take the place of the base images in use, with the same data and policy, and compares. Their findings go into no report; what
/// could not be looked at is said, and such a candidate is left out: it would seem cleaner than it is.
/// </summary>
internal sealed class NewerBases(GuardOptions options, GuardPolicy policy, VexBook vex, TimeProvider clock, ProblemCollector problems, IGuardLog log)
{
    private readonly DateOnly _today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
    private readonly Dictionary<string, ComparedImage?> _seen = new(StringComparer.Ordinal);
    private readonly Quiet _quiet = new(log);

    /// <summary>The scans with the advice for each image.</summary>
    /// <param name="scans">What was scanned.</param>
    /// <param name="findings">What was found in them, led to lines.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="GuardException">A folder that was named holds no image, or the base of something is asked for that is no image.</exception>
    public async Task<List<TargetScan>> AdviseAsync(List<TargetScan> scans, ImmutableArray<Finding> findings, CancellationToken cancellation)
    {
        if (options.IsBase is true && scans.TrueForAll(scan => scan.Config is null)) throw new GuardException(Problems.NotAnImage, options.Targets!.Value[0], "Only an image stands on another: name the image that was built, or the base image itself.");
        var candidates = new BaseCandidates(options, problems, cancellation);
        var open = Open(findings).ToLookup(finding => finding.Target, StringComparer.Ordinal);
        var advised = new List<TargetScan>();
        foreach (var scan in scans)
        {
            if (scan.Config is null)
            {
                advised.Add(scan);
                continue;
            }
            bool isItself = BaseCandidates.IsBaseItself(options, scan);
            var (names, areAll) = await candidates.ForAsync(scan.Report, isItself).ConfigureAwait(false);
            await LookAsync(names, scan.Report.Name, cancellation).ConfigureAwait(false);
            var seen = names.Where(name => _seen[name.Target] is not null).Select(name => (Name: name, Image: _seen[name.Target]!)).ToList();
            var advice = BaseComparison.Of(scan.Report, [.. open[scan.Report.Name]], seen, isItself);
            // Without a candidate, "nothing is newer" needs that everything was looked at.
            bool mayTell = !advice.Candidates.IsEmpty || (areAll && seen.Count == names.Length);
            advised.Add(mayTell ? scan with { Report = scan.Report with { Advice = advice } } : scan);
        }
        return advised;
    }

    private async Task LookAsync(IEnumerable<CandidateName> names, string image, CancellationToken cancellation)
    {
        using var nothing = new MalwareScan(new MalwareOptions { Integrity = IntegrityMode.Off });
        foreach (var name in names.Where(name => !_seen.ContainsKey(name.Target)))
        {
            var own = new ProblemCollector(_quiet);
            _seen[name.Target] = await LookAsync(name, own, nothing, cancellation).ConfigureAwait(false) is { } seen && IsWhole(name, own, image) ? seen : null;
        }
    }

    private async Task<ComparedImage?> LookAsync(CandidateName name, ProblemCollector own, MalwareScan nothing, CancellationToken cancellation)
    {
        try
        {
            var scans = await Guard.ReadAllAsync([name.Target], options with { Secrets = false, Source = null }, policy, nothing, own, _quiet, clock, cancellation).ConfigureAwait(false);
            if (scans is not [{ Config: not null } scan]) throw new GuardException(Problems.NotAnImage, name.Target, "It is no container image.");
            var found = await new VulnerabilitySearch(options, policy, vex, clock, own, _quiet).RunAsync(scans, cancellation).ConfigureAwait(false);
            return new(scan.Report, [.. Open(found.Findings)]);
        }
        catch (GuardException failure)
        {
            problems.Report(new(Problems.BasesUnknown, name.Name, $"It could not be looked at. {failure.Detail}"));
            return null;
        }
    }

    // What keeps the image itself from being looked at whole, and was said of it, holds for both sides alike.
    private bool IsWhole(CandidateName name, ProblemCollector own, string image)
    {
        var known = problems.All.Where(problem => problem.Target is null || problem.Target == image).Select(problem => problem.Info).ToHashSet();
        if (own.All.FirstOrDefault(problem => problem.Info.Effect != ProblemEffect.Note && !known.Contains(problem.Info)) is not { } trouble) return true;
        problems.Report(new(Problems.BasesUnknown, name.Name, $"It could not be looked at whole. {trouble.Info.Title}: {trouble.Subject}: {trouble.Detail}"));
        return false;
    }

    // Waived vulnerabilities count in nobody's favour.
    private IEnumerable<Finding> Open(ImmutableArray<Finding> findings) =>
        PolicyJudge.Judge(findings, [], policy, _today).Findings.Where(finding => finding.Kind == FindingKind.Vulnerability && finding.State != FindingState.Waived);

    // Candidates are no targets: what is wrong with them is summed up.
    private sealed class Quiet(IGuardLog log) : IGuardLog
    {
        public void Info(string message)
        {
        }

        public void Problem(ScanProblem problem)
        {
        }

        public void Progress(GuardProgress progress) => log.Progress(progress);
    }
}
