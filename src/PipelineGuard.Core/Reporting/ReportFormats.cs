using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Reporting.Azure;
using PipelineGuard.Reporting.Compliance;
using PipelineGuard.Reporting.Console;
using PipelineGuard.Reporting.GitHub;
using PipelineGuard.Reporting.Html;
using PipelineGuard.Reporting.Json;
using PipelineGuard.Reporting.JUnit;
using PipelineGuard.Reporting.Markdown;
using PipelineGuard.Reporting.OpenVex;
using PipelineGuard.Reporting.Sarif;

namespace PipelineGuard.Reporting;

/// <summary>All report formats: a new one is a writer and a row here.</summary>
public static class ReportFormats
{
    /// <summary>All of them, in the order in which the help lists them.</summary>
    public static ImmutableArray<ReportFormat> All { get; } =
    [
        new("console", "For people: what to do first, then what was found and what was looked at.", ConsoleReport.Write),
        new("json", "For programs: everything the scan learned, by a published and versioned schema.", JsonReport.Write),
        new("sarif", "For code scanning: SARIF 2.1.0 within the limits of the hosts that read it.", SarifReport.Write),
        new("openvex", "For other scanners: the waived vulnerabilities as an OpenVEX 0.2.0 document.", OpenVexReport.Write),
        new("markdown", "For step summaries and comments on pull requests.", MarkdownReport.Write),
        new("comment", "The same for comments: within 60,000 bytes, which every host takes.", MarkdownReport.WriteComment),
        new("github", "For logs of GitHub Actions: annotations as workflow commands.", GitHubReport.Write),
        new("azure", "For logs of Azure Pipelines: issues as logging commands.", AzureReport.Write),
        new("junit", "For test pages: JUnit XML, in which a failed test is what blocks.", JUnitReport.Write),
        new("compliance", "For auditors: every control of the standards that were asked for, with the evidence, as Markdown.", ComplianceReport.Write),
        new("html", "For people: one page with everything, to search, sort, print and send on.", HtmlReport.Write),
        new("cyclonedx", "For inventories: a bill of materials of the images, CycloneDX 1.6 JSON.", Bom.WriteCycloneDx) { IsBillOfMaterials = true },
        new("spdx", "For inventories: a bill of materials of the images, SPDX 2.3 JSON.", Bom.WriteSpdx) { IsBillOfMaterials = true },
    ];

    /// <summary>The format with that name; null when there is none. Names are lower case.</summary>
    public static ReportFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>The format with that name.</summary>
    /// <exception cref="GuardException">There is none.</exception>
    public static ReportFormat Get(string name) =>
        Find(name) ?? throw new GuardException(Problems.BadUsage, name, $"This is no report format; known are {string.Join(", ", All.Select(format => format.Name))}.");
}
