using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PipelineGuard.Advisories;
using PipelineGuard.Baselines;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Json;

/// <summary>
/// Writes everything a scan learned as JSON, by <c>docs/schemas/report-v1.schema.json</c>. Properties only ever get added; anything else
/// is a new <c>schemaVersion</c>. What is not known is left out.
/// </summary>
internal static class JsonReport
{
    public const int SchemaVersion = 1;

    // The strict encoder is for JSON inside HTML; it would turn every "+" of a Debian version into "\u002B".
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(ScanReport report, TextWriter writer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        WriteHead(json, report);
        json.WriteArray("targets", report.Targets, (writer, target) => TargetJson.Write(writer, target, report), HandOn);
        json.WriteArray("plan", RemedyPlan.Of(report).Remedies, WriteRemedy, HandOn);
        json.WriteArray("findings", report.Findings.Order(), FindingJson.Write, HandOn);
        json.WriteArray("rules", report.Rules, WriteRule, HandOn);
        json.WriteArray("problems", report.Problems, WriteProblem, HandOn);
        json.WriteArray("advisoryData", report.Advisories, WriteAdvisoryData, HandOn);
        json.WriteArray("compliance", report.Compliance, ComplianceJson.Write, HandOn);
        json.WriteArray("exploitationData", report.Exploitation, WriteExploitationData, HandOn);
        json.WriteEndObject();
        HandOn();
        writer.Write('\n');

        // After each element, so that memory holds one of them and not the whole report.
        void HandOn()
        {
            json.Flush();
            JsonText.Write(buffer.WrittenSpan, writer);
            buffer.ResetWrittenCount();
        }
    }

    private static void WriteHead(Utf8JsonWriter json, ScanReport report)
    {
        json.WriteString("$schema", ProductAddress.ReportSchema.AbsoluteUri);
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteStartObject("tool");
        json.WriteString("name", "PipelineGuard");
        json.WriteString("version", report.ToolVersion);
        json.WriteEndObject();
        json.WriteString("verdict", ReportWords.Of(report.Verdict));
        json.WriteStrings("reasons", report.Reasons);
        json.WriteIfKnown("policyFile", report.PolicyFile);
        WriteCounts(json, report);
        if (report.Baseline is { } baseline) WriteBaseline(json, baseline);
    }

    private static void WriteBaseline(Utf8JsonWriter json, BaselineComparison baseline)
    {
        json.WriteStartObject("baseline");
        json.WriteString("file", baseline.File);
        json.WriteNumber("new", baseline.New);
        json.WriteNumber("unchanged", baseline.Unchanged);
        json.WriteArray("fixed", baseline.Fixed, WriteFixed);
        json.WriteEndObject();
    }

    private static void WriteRemedy(Utf8JsonWriter json, Remedy remedy)
    {
        json.WriteStartObject();
        json.WriteString("action", remedy.Action);
        json.WriteString("where", remedy.Where);
        json.WriteString("gate", ReportWords.Of(remedy.Gate));
        json.WriteNumber("knownExploited", remedy.KnownExploited);
        json.WriteStrings("removes", [.. remedy.Removes.Select(finding => finding.Fingerprint)]);
        if (remedy.Base is { } candidate) TargetJson.WriteEdits(json, candidate);
        else FindingJson.WriteEdit(json, "edit", remedy.Upgrade);
        json.WriteEndObject();
    }

    private static void WriteFixed(Utf8JsonWriter json, BaselineEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("rule", entry.Rule);
        json.WriteString("subject", entry.Subject);
        json.WriteString("severity", ReportWords.Of(entry.Severity));
        json.WriteString("fingerprint", entry.Fingerprint);
        json.WriteIfKnown("target", entry.Target);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, ScanReport report)
    {
        var open = new SeverityCounts(report.Findings.Where(finding => finding.State != FindingState.Waived));
        json.WriteStartObject("counts");
        foreach (var severity in SeverityCounts.WorstFirst) json.WriteNumber(ReportWords.Of(severity), open[severity]);
        json.WriteNumber("waived", report.Findings.Length - open.Total);
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, RuleInfo rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("title", rule.Title);
        json.WriteString("severity", ReportWords.Of(rule.Severity));
        json.WriteString("why", rule.Why);
        json.WriteString("fix", rule.Fix);
        json.WriteStrings("tags", rule.Tags);
        json.WriteEndObject();
    }

    internal static void WriteProblem(Utf8JsonWriter json, ScanProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("code", problem.Info.Code);
        json.WriteString("title", problem.Info.Title);
        json.WriteString("effect", ReportWords.Of(problem.Info.Effect));
        json.WriteIfKnown("target", problem.Target);
        json.WriteString("subject", problem.Subject);
        json.WriteString("detail", problem.Detail);
        json.WriteString("hint", problem.Info.Hint);
        json.WriteEndObject();
    }

    private static void WriteExploitationData(Utf8JsonWriter json, ExploitationDataInfo data)
    {
        json.WriteStartObject();
        json.WriteString("name", data.Name);
        json.WriteNumber("entries", data.Entries);
        json.WriteString("date", data.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    internal static void WriteAdvisoryData(Utf8JsonWriter json, AdvisoryDataInfo data)
    {
        json.WriteStartObject();
        json.WriteString("ecosystem", data.Ecosystem);
        json.WriteNumber("advisories", data.Advisories);
        json.WriteIfKnown("newest", data.Newest);
        json.WriteIfKnown("asOf", data.AsOf);
        json.WriteBoolean("starter", data.IsStarter);
        json.WriteEndObject();
    }
}
