using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Sarif;
using PipelineGuard.Compliance;
using PipelineGuard.Findings;
using PipelineGuard.Reporting.Compliance;

namespace PipelineGuard.Reporting.Sarif;

/// <summary>
/// The standards that were asked for as taxonomies (SARIF 2.1.0 §3.14.8): each control is a taxon, rules are related to the controls they
/// answer, results name those they break.
/// </summary>
internal sealed class SarifTaxonomies
{
    private const int IdLength = 100;
    private const int ShownTargets = 20;
    private readonly ImmutableArray<ComplianceResult> _results;
    private readonly SarifLimits _limits;
    private readonly ILookup<string, Taxon> _byRule;
    private readonly ILookup<Finding, Taxon> _byFinding;

    public SarifTaxonomies(ScanReport report, SarifLimits limits)
    {
        (_results, _limits) = (report.Compliance, limits);
        var taxa = _results.SelectMany((result, standard) => result.Controls.Select((control, index) => (Taxon: new Taxon(standard, index), Control: control))).ToList();
        _byRule = taxa.SelectMany(row => row.Control.Control.Checks.SelectMany(check => check.Rules).Select(rule => (rule, row.Taxon))).ToLookup(row => row.rule, row => row.Taxon, StringComparer.Ordinal);
        _byFinding = taxa.SelectMany(row => row.Control.Targets.SelectMany(target => target.Checks).SelectMany(check => check.Open.Concat(check.Waived)).Select(finding => (finding, row.Taxon)))
            .ToLookup(row => row.finding, row => row.Taxon, (IEqualityComparer<Finding>)ReferenceEqualityComparer.Instance);
    }

    /// <summary>The taxonomies; null without any.</summary>
    public IList<ToolComponent>? All => _results.IsEmpty ? null : [.. _results.Select(Component)];

    /// <summary>References to all of them, for the tool; null without any.</summary>
    public IList<ToolComponentReference>? References => _results.IsEmpty ? null : [.. _results.Select((_, index) => Reference(index))];

    /// <summary>The controls that a rule has to do with; null for none.</summary>
    public IList<ReportingDescriptorRelationship>? RelationshipsOf(IEnumerable<Finding> findings)
    {
        var all = findings.ToList();
        var taxa = Sorted(all.SelectMany(finding => _byFinding[finding]).Concat(all.Select(finding => finding.Rule.Value).Distinct().SelectMany(rule => _byRule[rule])));
        return taxa.IsEmpty ? null : [.. taxa.Select(taxon => new ReportingDescriptorRelationship { Target = Reference(taxon), Kinds = ["relevant"] })];
    }

    /// <summary>The controls that a finding breaks; null for none.</summary>
    public IList<ReportingDescriptorReference>? TaxaOf(Finding finding) =>
        Sorted(_byFinding[finding]) is { IsEmpty: false } taxa ? [.. taxa.Select(Reference)] : null;

    private static ImmutableArray<Taxon> Sorted(IEnumerable<Taxon> taxa) => [.. taxa.Distinct().OrderBy(taxon => taxon.Standard).ThenBy(taxon => taxon.Control)];

    private ToolComponent Component(ComplianceResult result) => new()
    {
        Name = Named(result.Template.Id, _limits.Name),
        FullName = SarifText.Plain(result.Template.Standard, _limits.Name),
        InformationUri = result.Template.Link,
        ShortDescription = new MultiformatMessageString { Text = SarifText.Plain(Phrases.Sentence(ComplianceText.Title(result.Template)), _limits.Description) },
        FullDescription = new MultiformatMessageString { Text = SarifText.Plain($"{Phrases.Sentence(result.Template.Scope)} {ComplianceText.Caveat}", 2 * _limits.Description) },
        IsComprehensive = false,
        Taxa = [.. result.Controls.Select(Descriptor)],
    };

    private ReportingDescriptor Descriptor(ControlResult result)
    {
        var descriptor = new ReportingDescriptor
        {
            Id = Named(result.Control.Id, IdLength),
            Name = SarifText.PascalCase(result.Control.Title, _limits.Name),
            ShortDescription = new MultiformatMessageString { Text = SarifText.Plain(Phrases.Sentence(result.Control.Title), _limits.Description) },
        };
        descriptor.SetProperty("status", ReportWords.Of(result.Status));
        if (ComplianceText.ForPeople(result) is { } note) descriptor.SetProperty("note", SarifText.Plain(note, _limits.Description));
        if (!result.Targets.IsEmpty) descriptor.SetProperty("evidence", result.Targets.Take(ShownTargets).Select(Evidence).ToArray());
        return descriptor;
    }

    private string Evidence(TargetAnswer answer) => SarifText.Plain(
        $"{answer.Target}: {ComplianceText.Of(answer.Status)}. {string.Join(". ", answer.Checks.Select(check => $"{check.Check.Name} {ComplianceText.Evidence(check)}"))}.", _limits.Description);

    private ToolComponentReference Reference(int standard) => new() { Name = Named(_results[standard].Template.Id, _limits.Name), Index = standard };

    private ReportingDescriptorReference Reference(Taxon taxon) => new()
    {
        Id = Named(_results[taxon.Standard].Controls[taxon.Control].Control.Id, IdLength),
        Index = taxon.Control,
        ToolComponent = Reference(taxon.Standard),
    };

    // A name must not be missing (SARIF 2.1.0 §3.19.8), and the SDK leaves out what is empty or blank.
    private static string Named(string text, int limit) => string.IsNullOrWhiteSpace(text) ? "unnamed" : SarifText.Identity(text, limit);

    private readonly record struct Taxon(int Standard, int Control);
}
