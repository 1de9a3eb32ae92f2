using System.Text;
using PipelineGuard.Compliance;
using PipelineGuard.Findings;
using PipelineGuard.Reporting.Markdown;

namespace PipelineGuard.Reporting.Compliance;

/// <summary>Writes the controls of every standard that was asked for, with the evidence for each: Markdown that reads as plain text, too.</summary>
internal static class ComplianceReport
{
    private const int ShownFindings = 10;
    private const int IdLength = 60;
    private const int NameLength = 120;
    private const int TextLength = 400;
    private const int ScopeLength = 2_000;

    public static void Write(ScanReport report, TextWriter writer)
    {
        var text = new StringBuilder("# Compliance\n\n");
        text.Append(report.Compliance.IsEmpty ? "No standard was asked for: name one with `--compliance`, or with `compliance` in the policy.\n" : $"{ComplianceText.Caveat}\n");
        if (!report.Compliance.IsEmpty) AppendTargets(text, report);
        foreach (var result in report.Compliance) Append(text, result);
        writer.Write(text);
    }

    private static void AppendTargets(StringBuilder text, ScanReport report)
    {
        text.Append("\n| Target | What it is | What was read |\n| --- | --- | --- |\n");
        foreach (var target in report.Targets)
            text.Append($"| {MarkdownText.Code(target.Name, NameLength)} | {Escape(CoverageText.Identity(target))} | {Escape(CoverageText.Content(target))} |\n");
        text.Append($"\nPipelineGuard {MarkdownText.Code(report.ToolVersion, IdLength)}, policy: {MarkdownText.Code(CoverageText.Policy(report), NameLength)}, verdict: {ReportWords.Of(report.Verdict)}.\n");
    }

    private static void Append(StringBuilder text, ComplianceResult result)
    {
        var template = result.Template;
        text.Append($"\n## {Escape(ComplianceText.Title(template))}\n\n{MarkdownText.Escape(template.Scope, ScopeLength)}\n\n");
        text.Append($"Template: {MarkdownText.Code(template.Id, IdLength)}, {MarkdownText.Escape(ComplianceText.Source(template), NameLength)}.");
        if (template.Link is { } link) text.Append($" Standard: <{link.AbsoluteUri}>.");
        text.Append($"\n{Phrases.Count(result.Controls.Length, "control")}: {ComplianceText.Counts(result)}.\n\n");
        text.Append("| Control | | Status |\n| --- | --- | --- |\n");
        foreach (var control in result.Controls) text.Append($"| {Id(control)} | {Escape(control.Control.Title)} | {Status(control.Status)} |\n");
        foreach (var control in result.Controls) Append(text, control);
    }

    private static void Append(StringBuilder text, ControlResult control)
    {
        text.Append($"\n### {Id(control)} {Escape(control.Control.Title)}: {ComplianceText.Of(control.Status)}\n\n");
        foreach (var answer in control.Targets) Append(text, answer);
        if (ComplianceText.ForPeople(control) is { } words) text.Append($"- {(control.Status == ControlStatus.NotApplicable ? "" : "For a person: ")}{MarkdownText.Escape(words, ScopeLength)}\n");
    }

    private static void Append(StringBuilder text, TargetAnswer answer)
    {
        text.Append($"- {MarkdownText.Code(answer.Target, NameLength)}: {Status(answer.Status)}\n");
        foreach (var check in answer.Checks.Where(check => !IsBesideThePoint(check))) Append(text, check);
        foreach (var same in answer.Checks.Where(IsBesideThePoint).GroupBy(check => check.What, StringComparer.Ordinal))
            text.Append($"  - {string.Join(", ", same.Select(check => MarkdownText.Code(check.Check.Name, IdLength)))} {Escape(ComplianceText.Evidence(same.First()))}\n");
    }

    private static void Append(StringBuilder text, CheckAnswer check)
    {
        text.Append($"  - {MarkdownText.Code(check.Check.Name, IdLength)} {Escape(ComplianceText.Evidence(check))}\n");
        foreach (var finding in check.Open.Concat(check.Waived).Take(ShownFindings)) text.Append($"    - {Line(finding)}\n");
        int more = check.Open.Length + check.Waived.Length - ShownFindings;
        if (more > 0) text.Append($"    - … and {Phrases.Number(more)} more; the JSON report holds them all\n");
    }

    // What is about Dockerfiles has nothing to do with a built image, and so on: one line says it.
    private static bool IsBesideThePoint(CheckAnswer check) => check is { State: ExaminationState.NothingThere, Open.IsEmpty: true, Waived.IsEmpty: true };

    private static string Line(Finding finding)
    {
        var why = finding.Suppression is { } waiver ? $" (waived: {Escape(FindingText.Waiver(waiver))})" : "";
        return $"{MarkdownText.Code(finding.Rule.Value, IdLength)} {MarkdownText.Code(FindingText.Subject(finding), NameLength)}: {Escape(finding.Message)}{why}";
    }

    private static string Id(ControlResult control) => MarkdownText.Code(control.Control.Id, IdLength);

    private static string Status(ControlStatus status) => status is ControlStatus.Fail or ControlStatus.NotAnswered ? $"**{ComplianceText.Of(status)}**" : ComplianceText.Of(status);

    private static string Escape(string text) => MarkdownText.Escape(text, TextLength);
}
