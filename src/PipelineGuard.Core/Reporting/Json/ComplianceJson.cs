using System.Text.Json;
using PipelineGuard.Compliance;
using PipelineGuard.Reporting.Compliance;

namespace PipelineGuard.Reporting.Json;

/// <summary>Writes the controls of one standard with their evidence; findings are named by their fingerprints.</summary>
internal static class ComplianceJson
{
    private static readonly ControlStatus[] All = [ControlStatus.Pass, ControlStatus.Fail, ControlStatus.Waived, ControlStatus.Manual, ControlStatus.NotApplicable, ControlStatus.NotAnswered];

    public static void Write(Utf8JsonWriter json, ComplianceResult result)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Template.Id);
        json.WriteString("title", result.Template.Title);
        json.WriteString("standard", result.Template.Standard);
        json.WriteString("scope", result.Template.Scope);
        json.WriteIfKnown("link", result.Template.Link?.AbsoluteUri);
        json.WriteIfKnown("source", result.Template.Source);
        json.WriteString("caveat", ComplianceText.Caveat);
        json.WriteStartObject("counts");
        foreach (var status in All) json.WriteNumber(ReportWords.Of(status), result.Count(status));
        json.WriteEndObject();
        json.WriteArray("controls", result.Controls, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ControlResult result)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Control.Id);
        json.WriteString("title", result.Control.Title);
        json.WriteString("status", ReportWords.Of(result.Status));
        json.WriteIfKnown("note", ComplianceText.ForPeople(result));
        json.WriteArray("targets", result.Targets, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TargetAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("target", answer.Target);
        json.WriteString("status", ReportWords.Of(answer.Status));
        json.WriteArray("checks", answer.Checks, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CheckAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("check", answer.Check.Name);
        json.WriteString("state", ReportWords.Of(answer.State));
        json.WriteString("evidence", answer.What);
        json.WriteStrings("findings", [.. answer.Open.Select(finding => finding.Fingerprint)]);
        json.WriteStrings("waived", [.. answer.Waived.Select(finding => finding.Fingerprint)]);
        json.WriteEndObject();
    }
}
