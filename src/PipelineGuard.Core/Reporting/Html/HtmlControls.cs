using PipelineGuard.Compliance;
using PipelineGuard.Reporting.Compliance;

namespace PipelineGuard.Reporting.Html;

/// <summary>How the controls of the standards that were asked for stand, with the evidence for each; nothing when none was asked for.</summary>
internal static class HtmlControls
{
    private const int ShownFindings = 10;

    public static void Write(ScanReport report, TextWriter writer)
    {
        if (report.Compliance.IsEmpty) return;
        writer.Write($"<section id=\"controls\">\n<h2>Controls</h2>\n<p>{HtmlText.Sentence(ComplianceText.Caveat)}</p>\n");
        foreach (var result in report.Compliance) Write(result, writer);
        writer.Write("</section>\n");
    }

    private static void Write(ComplianceResult result, TextWriter writer)
    {
        var template = result.Template;
        writer.Write($"<h3>{HtmlText.Name(ComplianceText.Title(template))}</h3>\n<p>{Phrases.Count(result.Controls.Length, "control")}: {ComplianceText.Counts(result)}. {HtmlText.Sentence(template.Scope)}</p>\n");
        writer.Write($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Controls of {HtmlText.Name(template.Standard)}\"><table>\n<thead><tr><th scope=\"col\">Control</th><th scope=\"col\">What it asks for</th><th scope=\"col\">Status</th><th scope=\"col\">Evidence</th></tr></thead>\n<tbody>\n");
        foreach (var control in result.Controls)
        {
            writer.Write($"<tr><td>{HtmlText.Name(control.Control.Id)}</td><td>{HtmlText.Name(control.Control.Title)}</td><td class=\"{Class(control.Status)}\">{ComplianceText.Of(control.Status)}</td><td>");
            WriteEvidence(control, writer);
            writer.Write("</td></tr>\n");
        }
        writer.Write("</tbody></table></div>\n");
    }

    private static void WriteEvidence(ControlResult control, TextWriter writer)
    {
        if (ComplianceText.ForPeople(control) is { } words) writer.Write($"<p>{(control.Status == ControlStatus.NotApplicable ? "" : "For a person: ")}{HtmlText.Sentence(words)}</p>");
        if (control.Targets.IsEmpty) return;
        writer.Write($"<details><summary>{Phrases.Count(control.Targets.Sum(target => target.Checks.Length), "check")}</summary><ul>");
        foreach (var target in control.Targets)
        {
            foreach (var check in target.Checks) WriteCheck(target, check, writer);
        }
        writer.Write("</ul></details>");
    }

    private static void WriteCheck(TargetAnswer target, CheckAnswer check, TextWriter writer)
    {
        writer.Write($"<li>{HtmlText.Name(target.Target)}: {HtmlText.Name(check.Check.Name)} {HtmlText.Sentence(ComplianceText.Evidence(check))}");
        var found = check.Open.Concat(check.Waived).ToList();
        if (found.Count > 0)
        {
            var shown = found.Take(ShownFindings).Select(finding => $"<li>{HtmlText.Name(finding.Rule.Value)} {HtmlText.Sentence(finding.Message)}{(finding.Suppression is { } waiver ? $" (waived: {HtmlText.Sentence(FindingText.Waiver(waiver))})" : "")}</li>");
            var more = found.Count > ShownFindings ? $"<li>… and {Phrases.Number(found.Count - ShownFindings)} more; the JSON report holds them all</li>" : "";
            writer.Write($"<ul>{string.Concat(shown)}{more}</ul>");
        }
        writer.Write("</li>");
    }

    // The colours of severities: what needs a look first is the most visible.
    private static string Class(ControlStatus status) => status switch
    {
        ControlStatus.Fail => "critical",
        ControlStatus.NotAnswered => "medium",
        ControlStatus.Waived or ControlStatus.Manual => "low",
        ControlStatus.Pass or ControlStatus.NotApplicable => "info",
    };
}
