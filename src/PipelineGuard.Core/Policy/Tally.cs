using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Policy;

/// <summary>Adds up what counts, and says it: the verdict and the sentences behind it come from the same sums.</summary>
internal sealed class Tally(IncompleteAction incomplete)
{
    private readonly Dictionary<FindingGroup, (int Count, DateOnly? BlocksFrom)> _findings = [];
    private readonly SortedDictionary<string, (ProblemInfo Info, int Count)> _problems = new(StringComparer.Ordinal);

    /// <summary>The outcome of all that was added.</summary>
    public Verdict Verdict { get; private set; }

    /// <summary>Adds a finding; one that does nothing to the verdict is passed over.</summary>
    public void Add(Finding finding, Ruling ruling)
    {
        if (ruling.Gate is GateAction.None) return;
        var group = FindingGroup.Of(finding, ruling);
        var (count, first) = _findings.GetValueOrDefault(group);
        _findings[group] = (count + 1, first < ruling.BlocksFrom ? first : ruling.BlocksFrom);
        Raise(ruling.Gate is GateAction.Block ? Verdict.Block : Verdict.Warn);
    }

    /// <summary>Adds a problem; a note is passed over.</summary>
    public void Add(ScanProblem problem)
    {
        if (problem.Info.Effect is ProblemEffect.Note) return;
        var (_, count) = _problems.GetValueOrDefault(problem.Info.Code);
        _problems[problem.Info.Code] = (problem.Info, count + 1);
        Raise(IsSoftened(problem.Info) ? Verdict.Warn : Verdict.Incomplete);
    }

    /// <summary>One sentence for each sum, worst first.</summary>
    public ImmutableArray<string> Sentences()
    {
        var groups = _findings.OrderBy(group => group.Key).ToLookup(group => group.Key.Gate, group => group.Key.Sentence(group.Value.Count, group.Value.BlocksFrom));
        var problems = _problems.Values.ToLookup(problem => IsSoftened(problem.Info), problem => Sentence(problem.Info, problem.Count));
        return [.. groups[GateAction.Block], .. problems[false], .. problems[true], .. groups[GateAction.Warn]];
    }

    // A policy may accept that a layer was not readable, but not that a whole target was never seen.
    private bool IsSoftened(ProblemInfo problem) => incomplete is IncompleteAction.Warn && problem.Effect is ProblemEffect.Incomplete;

    private void Raise(Verdict verdict) => Verdict = verdict > Verdict ? verdict : Verdict;

    private string Sentence(ProblemInfo problem, int count)
    {
        var times = count == 1 ? "" : FormattableString.Invariant($", {count} times");
        var softened = IsSoftened(problem) ? "; the policy counts that as a warning ('incomplete: warn')" : "";
        return $"Not everything was looked at: {problem.Title} ({problem.Code}{times}){softened}.";
    }
}
