using PipelineGuard.Findings;

namespace PipelineGuard.Reporting;

/// <summary>A base image to take.</summary>
/// <param name="Advice">What was compared.</param>
/// <param name="Candidate">The image.</param>
internal sealed record BaseBump(BaseAdvice Advice, BaseCandidate Candidate);

/// <summary>Which findings go with another base image, where the advice names one that leaves less than there is.</summary>
internal sealed class BaseBumps
{
    private readonly Dictionary<(string Target, string Fingerprint), BaseBump> _bumps = [];
    private readonly HashSet<string> _advised = new(StringComparer.Ordinal);

    /// <summary>Reads the advice of a report.</summary>
    public BaseBumps(ScanReport report)
    {
        foreach (var target in report.Targets)
        {
            if (target.Advice is not null) _advised.Add(target.Name);
            if (target.Advice is not { Best: { } best } advice) continue;
            var bump = new BaseBump(advice, best);
            foreach (var fingerprint in best.Removes) _bumps[(target.Name, fingerprint)] = bump;
        }
    }

    /// <summary>True when newer base images were looked at for a target.</summary>
    public bool Knows(string target) => _advised.Contains(target);

    /// <summary>The base image that removes a finding; null when none does.</summary>
    public BaseBump? Removes(Finding finding) => finding.Kind == FindingKind.Vulnerability ? _bumps.GetValueOrDefault((finding.Target, finding.Fingerprint)) : null;
}
