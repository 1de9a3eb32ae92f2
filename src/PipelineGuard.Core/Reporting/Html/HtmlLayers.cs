using System.Globalization;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Html;

/// <summary>What each layer brought, as a chart with numbers beside it, and the base image against the application.</summary>
internal static class HtmlLayers
{
    private const int BarWidth = 300;
    private const int BarHeight = 14;

    public static void Write(ScanReport report, TextWriter writer)
    {
        writer.Write("<section id=\"layers\">\n<h2>Layers</h2>\n");
        foreach (var target in report.Targets.Where(target => !target.Layers.IsEmpty)) Write(target, report, writer);
        WriteOrigins(report, writer);
        writer.Write("</section>\n");
    }

    private static void Write(TargetReport target, ScanReport report, TextWriter writer)
    {
        var layers = LayerRisk.Of(target, report);
        int most = Math.Max(1, layers.Max(layer => layer.Counts.Total));
        writer.Write($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Layers of {HtmlText.Name(target.Name)}\"><table><caption>{HtmlText.Name(target.Name)}, the lowest layer first</caption>\n<thead><tr><th scope=\"col\">Layer</th><th scope=\"col\">Brought by</th><th scope=\"col\">Instruction</th><th scope=\"col\">Size</th><th scope=\"col\">Risk</th><th scope=\"col\">Findings</th></tr></thead><tbody>\n");
        foreach (var layer in layers)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{layer.Layer.Facts.Index}</th><td>{ReportWords.Of(layer.Layer.Facts.Origin) ?? "unknown"}</td><td>{HtmlText.Name(LayerText.Of(layer.Layer.Facts))}</td><td>{Phrases.Bytes(layer.Layer.Bytes)}</td><td>{layer.Score:0}</td><td>{Bar(layer.Counts, most)}{layer.Counts}</td></tr>\n"));
        }
        writer.Write("</tbody></table></div>\n");
    }

    // The numbers stand beside it, so the picture is silent for screen readers.
    private static string Bar(SeverityCounts counts, int most)
    {
        var parts = new List<string>();
        double at = 0;
        foreach (var severity in SeverityCounts.WorstFirst.Where(severity => counts[severity] > 0))
        {
            double width = (double)counts[severity] * BarWidth / most;
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"<rect class=\"{ReportWords.Of(severity)}\" x=\"{at:0.##}\" width=\"{width:0.##}\" height=\"{BarHeight}\"/>"));
            at += width;
        }
        return $"<svg aria-hidden=\"true\" width=\"{BarWidth}\" height=\"{BarHeight}\">{string.Concat(parts)}</svg> ";
    }

    private static void WriteOrigins(ScanReport report, TextWriter writer)
    {
        var open = report.Findings.Where(finding => finding is { State: not FindingState.Waived, Layer: not null }).ToLookup(finding => finding.Layer!.Origin);
        if (open.Count == 0) return;
        writer.Write("<table><caption>Base image against application</caption><thead><tr><th scope=\"col\">Brought by</th>");
        foreach (var severity in SeverityCounts.WorstFirst) writer.Write($"<th scope=\"col\">{ReportWords.Of(severity)}</th>");
        writer.Write("<th scope=\"col\">with a fix</th></tr></thead><tbody>\n");
        foreach (var (origin, title) in (ReadOnlySpan<(LayerOrigin?, string)>)[(LayerOrigin.Base, "base image"), (LayerOrigin.App, "application"), (null, "unknown")])
        {
            var findings = open[origin].ToList();
            if (findings.Count == 0) continue;
            var counts = new SeverityCounts(findings);
            writer.Write($"<tr><th scope=\"row\">{title}</th>{string.Concat(SeverityCounts.WorstFirst.Select(severity => $"<td>{Phrases.Number(counts[severity])}</td>"))}<td>{Phrases.Number(findings.Count(finding => finding.Fix is not null))}</td></tr>\n");
        }
        writer.Write("</tbody></table>\n");
    }
}
