using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

/// <summary>Looks up waivers by id and remembers which ones were of use.</summary>
internal sealed class WaiverBook
{
    private readonly IReadOnlyCollection<Waiver> _waivers;
    private readonly DateOnly _today;
    private readonly ILookup<string, Waiver> _byId;
    private readonly HashSet<Waiver> _matched = new(ReferenceEqualityComparer.Instance);

    public WaiverBook(IReadOnlyCollection<Waiver> waivers, DateOnly today)
    {
        (_waivers, _today) = (waivers, today);
        _byId = waivers.ToLookup(waiver => waiver.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The first waiver that holds for the finding today; null when there is none.</summary>
    public Waiver? Find(Finding finding)
    {
        if (_waivers.Count == 0) return null;
        Waiver? first = null;
        foreach (var id in finding.Kind == FindingKind.Secret ? finding.Ids().Append(Waiver.AnySecret) : finding.Ids())
        {
            foreach (var waiver in _byId[id])
            {
                if (!waiver.Covers(finding)) continue;
                _matched.Add(waiver);
                if (waiver.HoldsOn(_today)) first ??= waiver;
            }
        }
        return first;
    }

    /// <summary>The problem, or in its place a note where somebody has allowed whatever secrets the archive holds that was not looked into.</summary>
    public ScanProblem Allow(ScanProblem problem)
    {
        if (problem.Info != Findings.Problems.ArchiveTooLarge && problem.Info != Findings.Problems.ArchiveDamaged && problem.Info != Findings.Problems.ArchiveNotOpened) return problem;
        ScanProblem? allowed = null;
        foreach (var waiver in _byId[Waiver.AnySecret])
        {
            if (!waiver.Covers(problem)) continue;
            _matched.Add(waiver);
            if (waiver.HoldsOn(_today)) allowed ??= problem with { Info = Findings.Problems.ArchiveAllowed, Detail = $"{problem.Info.Title} ({problem.Info.Code}); {waiver.Source} allows it: {waiver.Reason}" };
        }
        return allowed ?? problem;
    }

    /// <summary>A problem for every waiver that has expired, and for every one that matches nothing any more.</summary>
    /// <param name="findings">All findings of the scan, after each was looked up.</param>
    /// <param name="sawEverything">False when something could not be looked at: then what a waiver is for may be in there.</param>
    public IEnumerable<ScanProblem> Problems(IReadOnlyCollection<Finding> findings, bool sawEverything)
    {
        foreach (var waiver in _waivers)
        {
            if (!waiver.HoldsOn(_today)) yield return new(Findings.Problems.WaiverExpired, waiver.Source.ToString(), Expired(waiver));
            else if (sawEverything && !_matched.Contains(waiver) && IsAboutThisScan(waiver, findings))
                yield return new(Findings.Problems.WaiverUnused, waiver.Source.ToString(), $"The waiver for {waiver.Id} matches no finding of this scan.");
        }
    }

    // A policy serves many scans: a waiver for the image of another one is no news in this one.
    private static bool IsAboutThisScan(Waiver waiver, IReadOnlyCollection<Finding> findings) =>
        !waiver.IsForeign && (waiver.Target is not { } target || findings.Any(finding => target.Matches(finding.Target)));

    private string Expired(Waiver waiver)
    {
        var rest = _matched.Contains(waiver) ? "what it waived counts again" : "it matches no finding of this scan";
        return FormattableString.Invariant($"The waiver for {waiver.Id} expired on {waiver.Expires:yyyy-MM-dd}: {rest}.");
    }
}
