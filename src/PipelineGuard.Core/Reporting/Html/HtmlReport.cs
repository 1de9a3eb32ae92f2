using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Html;

/// <summary>
/// Writes a report as one page that needs nothing else: no network, no other file. It works from disk, with a keyboard and a screen reader,
/// in light and dark, and on paper; without a script it still shows the verdict, the fix plan and the worst findings.
/// </summary>
internal static class HtmlReport
{
    private const int ShownRemedies = 100;
    private const int RowsWithoutScript = 200;

    public static void Write(ScanReport report, TextWriter writer)
    {
        ImmutableArray<Finding> findings = [.. report.Findings.Order()];
        var names = string.Join(", ", report.Targets.Select(target => target.LogicalName));
        writer.Write($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{HtmlText.Sentence(HtmlParts.SecurityPolicy)}\">\n");
        writer.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        writer.Write($"<title>{report.Verdict}: {HtmlText.Name(names)} – PipelineGuard</title>\n<style>{HtmlParts.Style}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n");
        WriteHead(report, names, writer);
        writer.Write("<main>\n");
        WriteCoverage(report, writer);
        WritePlan(report, writer);
        HtmlLayers.Write(report, writer);
        WriteFindings(report, findings, writer);
        WriteWaivers(findings, writer);
        HtmlControls.Write(report, writer);
        WritePackages(report, writer);
        writer.Write($"</main>\n<footer><p>PipelineGuard {HtmlText.Name(report.ToolVersion)}</p></footer>\n<script>{HtmlParts.Script}</script>\n</body>\n</html>\n");
    }

    private static void WriteHead(ScanReport report, string names, TextWriter writer)
    {
        var open = new SeverityCounts(report.Findings.Where(finding => finding.State != FindingState.Waived));
        writer.Write($"<header>\n<p class=\"verdict {ReportWords.Of(report.Verdict)}\">{report.Verdict}</p>\n<h1>{HtmlText.Name(names)}</h1>\n<p>{Phrases.Count(open.Total, "finding")}{(open.Total > 0 ? $": {open}" : "")}</p>\n");
        if (report.Baseline is { } baseline) writer.Write($"<p>{HtmlText.Sentence(BaselineWords.Of(baseline))}</p>\n");
        if (!report.Reasons.IsEmpty) writer.Write($"<ul>\n{string.Concat(report.Reasons.Select(reason => $"<li>{HtmlText.Sentence(reason)}</li>\n"))}</ul>\n");
        writer.Write("<nav aria-label=\"Sections\"><ul><li><a href=\"#coverage\">What was looked at</a></li><li><a href=\"#plan\">What to do first</a></li><li><a href=\"#layers\">Layers</a></li><li><a href=\"#findings\">Findings</a></li><li><a href=\"#waivers\">Waived</a></li>" + (report.Compliance.IsEmpty ? "" : "<li><a href=\"#controls\">Controls</a></li>") + "<li><a href=\"#packages\">Packages</a></li></ul></nav>\n</header>\n");
    }

    private static void WriteCoverage(ScanReport report, TextWriter writer)
    {
        writer.Write("<section id=\"coverage\">\n<h2>What was looked at</h2>\n<dl>\n");
        foreach (var target in report.Targets)
            writer.Write($"<dt>{HtmlText.Name(target.Name)}</dt><dd>{HtmlText.Sentence(CoverageText.Identity(target))}<br>{HtmlText.Sentence(CoverageText.Content(target))}</dd>\n");
        writer.Write($"<dt>Advisories</dt><dd>{HtmlText.Sentence(CoverageText.Advisories(report))}</dd>\n");
        if (CoverageText.Exploitation(report) is { Length: > 0 } exploitation) writer.Write($"<dt>Exploitation</dt><dd>{HtmlText.Sentence(exploitation)}</dd>\n");
        writer.Write($"<dt>Policy</dt><dd>{HtmlText.Name(CoverageText.Policy(report))}</dd>\n</dl>\n");
        if (!report.Problems.IsEmpty)
        {
            writer.Write("<h3>Problems</h3>\n<ul>\n");
            foreach (var problem in CoverageText.ProblemsWorstFirst(report))
                writer.Write($"<li><strong>{problem.Info.Code}</strong> {HtmlText.Sentence($"{problem.Info.Title}: {problem.Subject}: {problem.Detail}")} {HtmlText.Sentence(problem.Info.Hint)}</li>\n");
            writer.Write("</ul>\n");
        }
        writer.Write("</section>\n");
    }

    private static void WritePlan(ScanReport report, TextWriter writer)
    {
        var plan = RemedyPlan.Of(report);
        writer.Write("<section id=\"plan\">\n<h2>What to do first</h2>\n");
        if (plan.Remedies.IsEmpty) writer.Write("<p>There is nothing to mend.</p>\n");
        else
        {
            writer.Write("<ol>\n");
            foreach (var remedy in plan.Remedies.Take(ShownRemedies))
            {
                var exploited = remedy.KnownExploited > 0 ? $"; {Phrases.Number(remedy.KnownExploited)} exploited in the wild" : "";
                var gate = remedy.Gate == GateAction.None ? "" : $" <span class=\"gate {ReportWords.Of(remedy.Gate)}\">{ReportWords.Of(remedy.Gate)}</span>";
                writer.Write($"<li><strong>{HtmlText.Sentence(remedy.Action)}</strong>{gate}<br>removes {remedy.Counts}{exploited}{(remedy.Where.Length > 0 ? $" · {HtmlText.Sentence(remedy.Where)}" : "")}</li>\n");
            }
            writer.Write("</ol>\n");
            if (plan.Remedies.Length > ShownRemedies) writer.Write($"<p>… and {Phrases.Count(plan.Remedies.Length - ShownRemedies, "more change")}.</p>\n");
        }
        if (!plan.Unfixed.IsEmpty) writer.Write($"<p>No fix is known yet for {Phrases.Count(plan.Unfixed.Length, "vulnerability", "vulnerabilities")}: {new SeverityCounts(plan.Unfixed)}.</p>\n");
        WriteAdvice(report, writer);
        writer.Write("</section>\n");
    }

    private static void WriteAdvice(ScanReport report, TextWriter writer)
    {
        string[] lines = [.. report.Targets.SelectMany(BaseAdviceText.Of)];
        if (lines.Length == 0) return;
        writer.Write($"<h3>{BaseAdviceText.Heading}</h3>\n<ul>\n");
        foreach (var line in lines) writer.Write($"<li>{HtmlText.Sentence(line)}</li>\n");
        writer.Write("</ul>\n");
    }

    private static void WriteFindings(ScanReport report, ImmutableArray<Finding> findings, TextWriter writer)
    {
        writer.Write($"<section id=\"findings\" data-table=\"findings-data\" data-columns=\"severity,id,what,fix,where,text\">\n<h2>Findings</h2>\n<div class=\"filters\">\n<label>Search <input type=\"search\" data-search></label>\n");
        WriteFilter(writer, "Severity", 0, SeverityCounts.WorstFirst.Select(ReportWords.Of));
        WriteFilter(writer, "Kind", 6, findings.Select(finding => ReportWords.Of(finding.Kind)));
        WriteFilter(writer, "Brought by", 7, findings.Select(finding => ReportWords.Of(finding.Layer?.Origin)).OfType<string>());
        WriteFilter(writer, "State", 8, findings.Select(finding => ReportWords.Of(finding.State)));
        writer.Write("</div>\n<p role=\"status\" data-count></p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of findings\"><table>\n<thead><tr>");
        foreach (var (title, column) in (ReadOnlySpan<(string, int)>)[("Severity", 0), ("Id", 1), ("What", 3), ("Fixed in", 4), ("Where", 5), ("About", 10)])
            writer.Write($"<th scope=\"col\"><button type=\"button\" data-sort=\"{column}\">{title}</button></th>");
        writer.Write("</tr></thead>\n<tbody>\n");
        foreach (var finding in findings.Take(RowsWithoutScript))
            writer.Write($"<tr><td>{ReportWords.Of(finding.Severity)}</td><td>{HtmlText.Name(finding.Rule.Value)}</td><td>{HtmlText.Name(FindingText.Subject(finding))}</td><td>{HtmlText.Name(FindingText.FixedIn(finding))}</td><td>{HtmlText.Name(finding.Location.ToString())}</td><td>{HtmlText.Name(FindingText.Headline(finding))}</td></tr>\n");
        writer.Write($"</tbody></table></div>\n<p><button type=\"button\" data-more hidden>Show more</button></p>\n<script type=\"application/json\" id=\"findings-data\">{HtmlData.Findings(report, findings)}</script>\n</section>\n");
    }

    private static void WriteFilter(TextWriter writer, string title, int column, IEnumerable<string> values)
    {
        var options = values.Distinct(StringComparer.Ordinal).ToList();
        if (options.Count > 0) writer.Write($"<label>{title} <select data-filter=\"{column}\"><option value=\"\">all</option>{string.Concat(options.Select(value => $"<option>{HtmlText.Name(value)}</option>"))}</select></label>\n");
    }

    private static void WriteWaivers(ImmutableArray<Finding> findings, TextWriter writer)
    {
        var waived = findings.Where(finding => finding.State == FindingState.Waived).ToList();
        writer.Write("<section id=\"waivers\">\n<h2>Waived</h2>\n");
        if (waived.Count == 0) writer.Write("<p>Nothing is waived.</p>\n");
        else
        {
            writer.Write("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of waived findings\"><table><thead><tr><th scope=\"col\">Id</th><th scope=\"col\">What</th><th scope=\"col\">Reason</th><th scope=\"col\">Until</th><th scope=\"col\">Said in</th></tr></thead><tbody>\n");
            foreach (var finding in waived)
                writer.Write($"<tr><td>{HtmlText.Name(finding.Rule.Value)}</td><td>{HtmlText.Name(FindingText.Subject(finding))}</td><td>{HtmlText.Sentence(finding.Suppression?.Reason)}</td><td>{(finding.Suppression?.Expires is { } last ? FormattableString.Invariant($"{last:yyyy-MM-dd}") : "no end")}</td><td>{HtmlText.Name(finding.Suppression?.Source)}</td></tr>\n");
            writer.Write("</tbody></table></div>\n");
        }
        writer.Write("</section>\n");
    }

    private static void WritePackages(ScanReport report, TextWriter writer)
    {
        writer.Write("<section id=\"packages\" data-table=\"packages-data\" data-columns=\"type,name,version,where,layer,target\">\n<h2>Packages</h2>\n<div class=\"filters\"><label>Search <input type=\"search\" data-search></label></div>\n<p role=\"status\" data-count></p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of packages\"><table>\n<thead><tr>");
        foreach (var (title, column) in (ReadOnlySpan<(string, int)>)[("Type", 0), ("Name", 1), ("Version", 2), ("Found in", 3), ("Layer", 4), ("Target", 5)])
            writer.Write($"<th scope=\"col\"><button type=\"button\" data-sort=\"{column}\">{title}</button></th>");
        writer.Write($"</tr></thead>\n<tbody></tbody></table></div>\n<p><button type=\"button\" data-more hidden>Show more</button></p>\n<script type=\"application/json\" id=\"packages-data\">{HtmlData.Packages(report)}</script>\n</section>\n");
    }
}
