using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.Compliance;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Json.Reading;

/// <summary>Reads what <see cref="ComplianceJson"/> writes; findings, which it names by fingerprint, are those of the report.</summary>
internal sealed class ComplianceReader(ImmutableArray<Finding> findings)
{
    private readonly ILookup<string, Finding> _findings = findings.ToLookup(finding => finding.Fingerprint, StringComparer.Ordinal);

    public ComplianceResult Read(JsonElement json) => new(
        new(json.Text("id"), json.Text("title"), json.Text("standard"))
        {
            Scope = json.Text("scope"),
            Link = json.TextIfThere("link") is { } link ? Link(link) : null,
            Source = json.TextIfThere("source"),
        },
        json.List("controls", Control));

    // It becomes a link of other reports.
    private static Uri Link(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps ? link : throw new FormatException("'link' is no address that begins with https://.");

    // The note is what the status asks for; which of its words the template used, the report does not tell.
    private ControlResult Control(JsonElement json)
    {
        var status = json.Word<ControlStatus>("status", ReportWords.Of);
        var note = json.TextIfThere("note");
        var control = new Control(json.Text("id"), json.Text("title"));
        return new(status == ControlStatus.NotApplicable ? control with { NotApplicable = note } : control with { Manual = note }, status, json.List("targets", Target));
    }

    private TargetAnswer Target(JsonElement json)
    {
        var target = json.Text("target");
        return new(target, json.Word<ControlStatus>("status", ReportWords.Of), json.List("checks", check => Check(check, target)));
    }

    private CheckAnswer Check(JsonElement json, string target) => new(new(json.Text("check")), json.Word<ExaminationState>("state", ReportWords.Of), json.Text("evidence"))
    {
        Open = [.. json.Texts("findings").Select(print => Named(print, target))],
        Waived = [.. json.Texts("waived").Select(print => Named(print, target))],
    };

    private Finding Named(string fingerprint, string target) =>
        _findings[fingerprint].FirstOrDefault(finding => finding.Target == target) ?? throw new FormatException($"'compliance' names a finding '{fingerprint}' that the report does not have.");
}
