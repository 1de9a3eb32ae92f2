using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Sarif;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Sarif;

/// <summary>The rule table of a run: a row for each rule that has a result.</summary>
internal sealed class SarifRules
{
    // Room for a headline. It must differ from the description, or the SDK leaves it out and GitHub refuses the file.
    private const int TitleLength = 200;

    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly SarifTaxonomies _taxonomies;
    private readonly SarifLimits _limits;

    /// <summary>Makes the table, by id.</summary>
    /// <param name="report">The report, for what our own rules say about themselves.</param>
    /// <param name="findings">The findings that become results.</param>
    /// <param name="taxonomies">The controls that rules are related to.</param>
    /// <param name="limits">How much fits.</param>
    public SarifRules(ScanReport report, ImmutableArray<Finding> findings, SarifTaxonomies taxonomies, SarifLimits limits)
    {
        (_taxonomies, _limits) = (taxonomies, limits);
        var known = report.Rules.DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var rows = findings.GroupBy(Id, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal);
        Descriptors = [.. rows.Select(same => Descriptor(same.Key, [.. same], known.GetValueOrDefault(same.First().Rule.Value)))];
        for (int i = 0; i < Descriptors.Count; i++) _index.Add(Descriptors[i].Id, i);
    }

    public IList<ReportingDescriptor> Descriptors { get; }

    /// <summary>The id of the rule, and its place in the table.</summary>
    public (string Id, int Index) Of(Finding finding)
    {
        var id = Id(finding);
        return (id, _index[id]);
    }

    // Hosts merge alerts on rule, path and hash. One vulnerability in two packages of the same file is two things to mend.
    private string Id(Finding finding) =>
        SarifText.Identity(finding is { Kind: FindingKind.Vulnerability, Package: { } package } ? $"{finding.Rule}/{package.Name}" : finding.Rule.Value, _limits.Name);

    private ReportingDescriptor Descriptor(string id, ImmutableArray<Finding> findings, RuleInfo? rule)
    {
        var worst = findings.MaxBy(finding => finding.Severity)!;
        var words = rule is null ? SarifRuleWords.OfAdvisory(worst) : SarifRuleWords.OfRule(rule);
        var severity = SarifSeverity.Of(worst.Severity);
        var descriptor = new ReportingDescriptor
        {
            Id = id,
            Name = SarifText.PascalCase(words.Name, _limits.Name),
            ShortDescription = new MultiformatMessageString { Text = SarifText.Plain(words.Title, TitleLength) },
            FullDescription = new MultiformatMessageString { Text = SarifText.Plain(words.Description, _limits.Description) },
            Help = new MultiformatMessageString { Text = words.Help, Markdown = words.HelpMarkdown },
            HelpUri = worst.Advisory is { } advisory ? AdvisoryLink.Best(advisory) : null,
            DefaultConfiguration = new ReportingConfiguration { Level = severity.Level },
            Relationships = _taxonomies.RelationshipsOf(findings),
        };
        SetProperties(descriptor, worst, severity, rule);
        return descriptor;
    }

    private void SetProperties(ReportingDescriptor descriptor, Finding worst, SarifSeverity severity, RuleInfo? rule)
    {
        // GitHub takes security-severity for what it says only beside the tag "security"; problem.severity is for all others.
        if (severity.Score(worst.Advisory?.CvssScore) is { } score) descriptor.SetProperty("security-severity", score);
        else descriptor.SetProperty("problem.severity", "recommendation");
        descriptor.SetProperty("precision", Precision(worst.Kind));
        descriptor.SetProperty("tags", Tags(worst, severity, rule).Select(tag => SarifText.Plain(tag, _limits.Name)).Distinct().Take(_limits.Tags).ToArray());
    }

    private static IEnumerable<string> Tags(Finding worst, SarifSeverity severity, RuleInfo? rule)
    {
        if (severity.Usual is not null) yield return "security";
        yield return ReportWords.Of(worst.Kind);
        if (worst.Package is { } package) yield return package.Type;
        if (worst.Advisory is { KnownExploited: true }) yield return "known-exploited";
        foreach (var tag in rule?.Tags ?? []) yield return tag;
    }

    // What stands in a file is certain; a version match can miss a backported fix; a secret is recognised by its looks.
    private static string Precision(FindingKind kind) => kind switch
    {
        FindingKind.Dockerfile or FindingKind.Configuration or FindingKind.EndOfLife => "very-high",
        FindingKind.Vulnerability or FindingKind.Malware => "high",
        FindingKind.Secret => "medium",
    };
}
