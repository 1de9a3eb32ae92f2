using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

/// <summary>Judges what a scan found. It removes nothing: a policy decides what counts, never what is reported.</summary>
internal sealed class PolicyJudge
{
    private readonly GuardPolicy _policy;
    private readonly DateOnly _today;
    private readonly WaiverBook _waivers;
    private readonly IReadOnlyDictionary<string, Threshold> _extra;

    private PolicyJudge(GuardPolicy policy, DateOnly today, IReadOnlyDictionary<string, Threshold> extra) =>
        (_policy, _today, _waivers, _extra) = (policy, today, new(policy.Waivers, today), extra);

    /// <summary>Judges a scan.</summary>
    /// <param name="findings">What it found; those already waived, by a comment in the source, stay so.</param>
    /// <param name="problems">What went wrong on the way.</param>
    /// <param name="policy">What to judge by.</param>
    /// <param name="today">The day, in UTC, that expiry, grace and age count to.</param>
    /// <param name="extra">For a target, what blocks besides, until the policy names a <c>block</c> of its own; null for none.</param>
    public static Judgement Judge(
        IReadOnlyCollection<Finding> findings, IReadOnlyCollection<ScanProblem> problems, GuardPolicy policy, DateOnly today, IReadOnlyDictionary<string, Threshold>? extra = null) =>
        new PolicyJudge(policy, today, policy.NamesBlock || extra is null ? ImmutableDictionary<string, Threshold>.Empty : extra).Judge(findings, problems);

    private Judgement Judge(IReadOnlyCollection<Finding> findings, IReadOnlyCollection<ScanProblem> problems)
    {
        problems = [.. problems.Select(_waivers.Allow)];
        var tally = new Tally(_policy.Incomplete);
        foreach (var problem in problems) tally.Add(problem);
        ImmutableArray<Finding> judged = [.. findings.Select(finding => Decide(finding, tally)).Order()];
        return new(tally.Verdict, judged, [.. problems.Concat(OwnProblems(judged, problems)).Order(ByCode)], tally.Sentences());
    }

    private Finding Decide(Finding finding, Tally tally)
    {
        var decided = Suppress(Rate(finding));
        var ruling = decided.State is FindingState.Waived ? default : Rule(decided);
        if (decided.Gate != ruling.Gate) decided = decided with { Gate = ruling.Gate };
        tally.Add(decided, ruling);
        return decided;
    }

    // The policy's word outranks the source's, and a word about one id outranks the word about all that nobody rated.
    private Finding Rate(Finding finding)
    {
        if (OverrideOf(finding) is { Severity: { } chosen }) return finding with { Severity = chosen };
        return finding.Advisory is { SeveritySource: "unrated" } ? finding with { Severity = _policy.Advisories.Unrated } : finding;
    }

    private Finding Suppress(Finding finding)
    {
        var waiver = _waivers.Find(finding); // Asked first, so that a waiver behind another suppression counts as used.
        if (finding.State is FindingState.Waived) return finding;
        if (OverrideOf(finding) is { Severity: null, Source: var line }) return Waived(finding, new(line.ToString(), "turned off in the policy", null));
        return waiver is null ? finding : Waived(finding, new(waiver.Source.ToString(), waiver.Reason, waiver.Expires) { Justification = waiver.Justification });
    }

    private SeverityOverride? OverrideOf(Finding finding)
    {
        if (_policy.Overrides.IsEmpty) return null;
        foreach (var id in finding.Ids())
        {
            if (_policy.Overrides.TryGetValue(id, out var found)) return found;
        }
        return null;
    }

    private Ruling Rule(Finding finding)
    {
        if ((Reaches(_policy.Block, finding) ?? ReachesExtra(finding)) is { } block)
            return block is Trigger.Severity && GraceEnd(finding) is { } end ? new(GateAction.Warn, block, end) : new(GateAction.Block, block, null);
        return Reaches(_policy.Warn, finding) is { } warn ? new(GateAction.Warn, warn, null) : default;
    }

    // Every line is asked, because only severity leaves room for grace: what is exploited already cannot wait.
    private Trigger? Reaches(ImmutableArray<Threshold> lines, Finding finding)
    {
        Trigger? reached = null;
        foreach (var line in lines)
        {
            var trigger = ThresholdMatch.Of(line, finding, _today);
            if (trigger is Trigger.KnownExploited) return trigger;
            reached ??= trigger;
        }
        return reached;
    }

    private Trigger? ReachesExtra(Finding finding) => _extra.TryGetValue(finding.Target, out var line) ? Reaches([line], finding) : null;

    /// <summary>The first day on which a vulnerability blocks; null when that day has come, or there is no grace for it.</summary>
    private DateOnly? GraceEnd(Finding finding)
    {
        if (finding is not { Kind: FindingKind.Vulnerability, Advisory.FixPublished: { } since } || !_policy.GraceDays.TryGetValue(finding.Severity, out int days)) return null;
        int age = Days.Between(since, _today);
        // A fix dated later than tomorrow, which the clocks of the world do not explain, would give grace for ever.
        return age >= -1 && age < days ? Days.Of(since).AddDays(days) : null;
    }

    private IEnumerable<ScanProblem> OwnProblems(IReadOnlyCollection<Finding> judged, IReadOnlyCollection<ScanProblem> problems)
    {
        bool sawAll = problems.All(problem => problem.Info.Effect is ProblemEffect.Note);
        return _waivers.Problems(judged, sawAll).Concat(MissingData.Problems(_policy, judged));
    }

    private static Finding Waived(Finding finding, Suppression why) => finding with { State = FindingState.Waived, Suppression = why };

    private static Comparer<ScanProblem> ByCode { get; } = Comparer<ScanProblem>.Create((a, b) =>
    {
        int order = string.CompareOrdinal(a.Info.Code, b.Info.Code);
        if (order == 0) order = string.CompareOrdinal(a.Target, b.Target);
        if (order == 0) order = string.CompareOrdinal(a.Subject, b.Subject);
        return order == 0 ? string.CompareOrdinal(a.Detail, b.Detail) : order;
    });
}

/// <summary>What the policy decides about one finding.</summary>
/// <param name="Gate">What it does to the verdict.</param>
/// <param name="Trigger">How it reached the threshold; without meaning when the gate is None.</param>
/// <param name="BlocksFrom">The first day on which it blocks; null when it is not in a grace period.</param>
internal readonly record struct Ruling(GateAction Gate, Trigger Trigger, DateOnly? BlocksFrom);
