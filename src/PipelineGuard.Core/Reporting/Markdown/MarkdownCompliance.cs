using System.Text;
using PipelineGuard.Compliance;
using PipelineGuard.Reporting.Compliance;

namespace PipelineGuard.Reporting.Markdown;

/// <summary>How the standards that were asked for stand: counts in view, what needs a look folded.</summary>
internal static class MarkdownCompliance
{
    private const int ShownControls = 40;
    private const int IdLength = 60;
    private const int TitleLength = 200;

    public static string Of(ScanReport report)
    {
        if (report.Compliance.IsEmpty) return "";
        var text = new StringBuilder("### Compliance\n\n| Standard | Controls |\n| --- | --- |\n");
        foreach (var result in report.Compliance) text.Append($"| {MarkdownText.Escape(result.Template.Standard, TitleLength)} | {ComplianceText.Counts(result)} |\n");
        text.Append($"\n{ComplianceText.Caveat}\n\n");
        foreach (var result in report.Compliance) AppendOpen(text, result);
        return text.ToString();
    }

    private static void AppendOpen(StringBuilder text, ComplianceResult result)
    {
        var open = result.Controls.Where(control => control.Status is ControlStatus.Fail or ControlStatus.NotAnswered or ControlStatus.Waived).ToList();
        if (open.Count == 0) return;
        text.Append($"<details><summary>{Phrases.Count(open.Count, "control")} of {MarkdownText.Escape(result.Template.Standard, TitleLength)} that did not pass</summary>\n\n| Control | | Status |\n| --- | --- | --- |\n");
        foreach (var control in open.Take(ShownControls))
            text.Append($"| {MarkdownText.Code(control.Control.Id, IdLength)} | {MarkdownText.Escape(control.Control.Title, TitleLength)} | {ComplianceText.Of(control.Status)} |\n");
        if (open.Count > ShownControls) text.Append($"| | … and {Phrases.Number(open.Count - ShownControls)} more | |\n");
        text.Append("\n</details>\n\n");
    }
}
