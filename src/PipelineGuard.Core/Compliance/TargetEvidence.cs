using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Compliance;

/// <summary>What is known about one target when its controls are answered.</summary>
/// <param name="name">The target as the user named it.</param>
/// <param name="findings">What was found in it, judged by the policy.</param>
/// <param name="examine">What a rule had before it on this target, by id.</param>
/// <param name="vulnerabilities">What the search for vulnerabilities had before it.</param>
internal sealed class TargetEvidence(string name, IEnumerable<Finding> findings, Func<string, Examination> examine, Examination vulnerabilities)
{
    private readonly ImmutableArray<Finding> _findings = [.. findings];
    private readonly Dictionary<string, Examination> _examined = new(StringComparer.Ordinal);
    private ILookup<string, Finding>? _byRule;

    public string Name => name;

    public Examination Vulnerabilities => vulnerabilities;

    /// <summary>What a rule had before it.</summary>
    public Examination Examine(string rule)
    {
        if (!_examined.TryGetValue(rule, out var known)) _examined.Add(rule, known = examine(rule));
        return known;
    }

    /// <summary>What a check found, accepted or not, in the order of the report.</summary>
    public IEnumerable<Finding> FoundBy(ControlCheck check)
    {
        if (check.Vulnerabilities is { } least) return _findings.Where(finding => finding.Kind == FindingKind.Vulnerability && finding.Severity >= least && (!check.OnlyFixable || IsFixable(finding)));
        _byRule ??= _findings.ToLookup(finding => finding.Rule.Value, StringComparer.Ordinal);
        return check.Rules.SelectMany(rule => _byRule[rule]).Where(finding => check.Mentions is not { } text || finding.Message.Contains(text, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsFixable(Finding finding) => finding.Advisory is { FixState: FixState.Fixed } || finding.Fix?.Version is not null;
}
