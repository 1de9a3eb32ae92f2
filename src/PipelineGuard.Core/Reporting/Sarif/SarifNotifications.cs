using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Sarif;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Sarif;

/// <summary>What could not be read, and what was left out of the file: so that an empty result list is never mistaken for a clean one.</summary>
internal sealed class SarifNotifications
{
    private readonly ImmutableArray<ScanProblem> _problems;
    private readonly ImmutableArray<ProblemInfo> _kinds;
    private readonly SarifLimits _limits;

    /// <summary>Collects the problems of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="kept">How many of its findings became results.</param>
    /// <param name="limits">How much fits.</param>
    public SarifNotifications(ScanReport report, int kept, SarifLimits limits)
    {
        _limits = limits;
        var worstFirst = CoverageText.ProblemsWorstFirst(report).ToImmutableArray();
        _problems = [.. Trimmed(report, kept, worstFirst.Length), .. worstFirst.Take(limits.Notifications)];
        _kinds = [.. _problems.Select(problem => problem.Info).Distinct().OrderBy(info => info.Code, StringComparer.Ordinal)];
        // Block outranks Incomplete, so the verdict alone does not tell whether everything was looked at.
        LookedAtEverything = report.Problems.All(problem => problem.Info.Effect == ProblemEffect.Note);
    }

    /// <summary>True when nothing stood in the way of looking at everything.</summary>
    public bool LookedAtEverything { get; }

    /// <summary>The kinds of problems that occur, by code.</summary>
    public IList<ReportingDescriptor> Descriptors => [.. _kinds.Select(Descriptor)];

    /// <summary>The problems themselves: first what was left out, then the worst.</summary>
    public IList<Notification> All => [.. _problems.Select(Of)];

    private IEnumerable<ScanProblem> Trimmed(ScanReport report, int kept, int problems)
    {
        if (kept < report.Findings.Length)
        {
            yield return new ScanProblem(Problems.SarifTrimmed, "results",
                $"{Phrases.Number(report.Findings.Length - kept)} of {Phrases.Count(report.Findings.Length, "finding")} were left out, the least severe.");
        }
        if (problems > _limits.Notifications)
        {
            yield return new ScanProblem(Problems.SarifTrimmed, "notifications",
                $"{Phrases.Number(problems - _limits.Notifications)} of {Phrases.Count(problems, "problem")} were left out.");
        }
    }

    private ReportingDescriptor Descriptor(ProblemInfo info) => new()
    {
        Id = info.Code,
        Name = SarifText.PascalCase(info.Title, _limits.Name),
        ShortDescription = new MultiformatMessageString { Text = Phrases.Sentence(info.Title) },
        FullDescription = new MultiformatMessageString { Text = $"{Phrases.Sentence(info.Title)} {info.Hint}" },
        Help = new MultiformatMessageString { Text = info.Hint },
        DefaultConfiguration = new ReportingConfiguration { Level = Level(info.Effect) },
    };

    private Notification Of(ScanProblem problem) => new()
    {
        Descriptor = new ReportingDescriptorReference { Id = problem.Info.Code, Index = _kinds.IndexOf(problem.Info) },
        Level = Level(problem.Info.Effect),
        Message = new Message { Text = SarifText.Plain($"{problem.Info.Title}: '{problem.Subject}': {Phrases.Sentence(problem.Detail)} {problem.Info.Hint}", _limits.Description) },
    };

    private static FailureLevel Level(ProblemEffect effect) => effect switch
    {
        ProblemEffect.Note => FailureLevel.Note,
        ProblemEffect.Incomplete or ProblemEffect.Usage or ProblemEffect.Failure => FailureLevel.Error,
    };
}
