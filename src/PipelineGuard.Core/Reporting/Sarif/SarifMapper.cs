using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Sarif;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Sarif;

/// <summary>Maps a report to SARIF 2.1.0: one run, in a fixed order, without time or random ids.</summary>
internal static class SarifMapper
{
    private static readonly Uri Schema = new("https://json.schemastore.org/sarif-2.1.0.json");

    /// <summary>Maps it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="findings">The findings that become results, worst first: all of them, or those that fit.</param>
    /// <param name="limits">How much fits.</param>
    public static SarifLog Map(ScanReport report, ImmutableArray<Finding> findings, SarifLimits limits)
    {
        var taxonomies = new SarifTaxonomies(report, limits);
        var rules = new SarifRules(report, findings, taxonomies, limits);
        var notifications = new SarifNotifications(report, findings.Length, limits);
        var results = new SarifResults(report, rules, taxonomies, limits);
        var run = new Run
        {
            Tool = new Tool { Driver = Driver(report, rules, taxonomies, notifications) },
            Taxonomies = taxonomies.All,
            AutomationDetails = new RunAutomationDetails { Id = SarifCategory.Of(report) },
            Invocations = [new Invocation { ExecutionSuccessful = notifications.LookedAtEverything, ToolExecutionNotifications = notifications.All }],
            ColumnKind = ColumnKind.Utf16CodeUnits,
            Results = [.. findings.Select(results.Of)],
        };
        run.SetProperty("verdict", ReportWords.Of(report.Verdict));
        run.SetProperty("reasons", report.Reasons.Select(reason => SafeText.OneLine(reason, limits.Description)).ToArray());
        var advice = report.Targets.SelectMany(BaseAdviceText.Of).Take(limits.Tags).Select(line => SafeText.OneLine(line, limits.Description)).ToArray();
        if (advice.Length > 0) run.SetProperty("newerBaseImages", advice);
        return new SarifLog { SchemaUri = Schema, Runs = [run] };
    }

    private static ToolComponent Driver(ScanReport report, SarifRules rules, SarifTaxonomies taxonomies, SarifNotifications notifications) => new()
    {
        Name = "PipelineGuard",
        SemanticVersion = report.ToolVersion,
        InformationUri = ProductAddress.Home,
        Rules = rules.Descriptors,
        Notifications = notifications.Descriptors,
        SupportedTaxonomies = taxonomies.References,
    };
}
