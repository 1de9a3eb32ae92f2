using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Packages;

namespace PipelineGuard.Vex;

/// <summary>All statements of a run, asked by finding.</summary>
internal sealed class VexBook
{
    private readonly ILookup<string, (VexStatement Statement, int Order)> _byId;

    /// <summary>Takes statements in the order of the files.</summary>
    public VexBook(IEnumerable<VexStatement> statements) =>
        _byId = statements.SelectMany((statement, order) => statement.Vulnerabilities.Distinct(StringComparer.OrdinalIgnoreCase).Select(id => (Id: id, Value: (statement, order))))
            .ToLookup(pair => pair.Id, pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The findings of a target with what the statements say: those not affected or fixed are waived, none is removed.</summary>
    public ImmutableArray<Finding> Apply(ImmutableArray<Finding> findings, VexTarget target) =>
        _byId.Count == 0 ? findings : [.. findings.Select(finding => Apply(finding, target))];

    /// <summary>The statement that holds for a finding: the latest, of equally late ones the one read last; null when none is about it.</summary>
    public VexStatement? Find(Finding finding, VexTarget target)
    {
        if (finding is not { Kind: FindingKind.Vulnerability, Package: { } package, Advisory: { } advisory } || PackageUrl.Parse(package.Purl) is not { } purl) return null;
        return advisory.Aliases.Append(advisory.Id).Append(finding.Rule.Value).SelectMany(id => _byId[id])
            .Where(entry => entry.Statement.Products.Any(product => target.IsCovered(product, package, purl)))
            .OrderBy(entry => entry.Statement.Timestamp ?? DateTimeOffset.MinValue).ThenBy(entry => entry.Order)
            .Select(entry => entry.Statement).LastOrDefault();
    }

    private Finding Apply(Finding finding, VexTarget target)
    {
        if (Find(finding, target) is not { } statement) return finding;
        finding = finding with { Vex = statement.Facts };
        if (finding.State is FindingState.Waived || statement.Status is VexStatus.Affected or VexStatus.UnderInvestigation) return finding;
        return finding with
        {
            State = FindingState.Waived,
            Suppression = new(statement.Source.ToString(), Reason(statement), null) { Justification = statement.Justification },
        };
    }

    private static string Reason(VexStatement statement)
    {
        var word = statement.Justification is { } justification ? VexJustifications.Words(justification) : null;
        var status = statement.Status is VexStatus.Fixed ? "VEX: fixed" : "VEX: not affected";
        return string.Join(": ", new[] { word is null ? status : $"{status}, {word}", statement.Text }.OfType<string>());
    }
}
