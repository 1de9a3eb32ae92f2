using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Html;

/// <summary>The rows of the long tables, as data that the script shows piece by piece: ten thousand rows of markup would take a browser seconds.</summary>
internal static class HtmlData
{
    private const int TextLength = 400;

    // The strict encoder leaves nothing that could end a script element or begin a comment.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>One array of texts for each finding: severity, id, link, what, fix, where, kind, origin, state, gate, message.</summary>
    public static string Findings(ScanReport report, IEnumerable<Finding> findings) => Rows(findings, (json, finding) =>
    {
        json.WriteStringValue(ReportWords.Of(finding.Severity));
        Write(json, finding.Rule.Value);
        Write(json, finding.Advisory is { } advisory ? AdvisoryLink.Best(advisory)?.AbsoluteUri : null);
        Write(json, report.Targets.Length > 1 ? $"{FindingText.Subject(finding)} in {finding.Target}" : FindingText.Subject(finding));
        Write(json, FindingText.FixedIn(finding));
        Write(json, FindingText.Line(finding) is { Length: > 0 } line ? line : finding.Layer is { } layer ? LayerText.Of(layer) : finding.Location.ToString());
        json.WriteStringValue(ReportWords.Of(finding.Kind));
        json.WriteStringValue(ReportWords.Of(finding.Layer?.Origin) ?? "");
        json.WriteStringValue(ReportWords.Of(finding.State));
        json.WriteStringValue(ReportWords.Of(finding.Gate));
        Write(json, FindingText.Headline(finding));
    });

    /// <summary>One array of texts for each package: type, name, version, where, layer, target.</summary>
    public static string Packages(ScanReport report) => Rows(report.Targets.SelectMany(target => target.Packages.Select(package => (Target: target, Package: package))), (json, row) =>
    {
        json.WriteStringValue(row.Package.Type.Purl);
        Write(json, row.Package.Name);
        Write(json, row.Package.Version);
        Write(json, row.Package.FoundIn.Value);
        json.WriteStringValue(row.Package.Layer is { } layer ? FormattableString.Invariant($"{layer}") : "");
        Write(json, row.Target.Name);
    });

    private static void Write(Utf8JsonWriter json, string? text) => json.WriteStringValue(SafeText.OneLine(text, TextLength));

    private static string Rows<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartArray();
            foreach (var item in items)
            {
                json.WriteStartArray();
                write(json, item);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
