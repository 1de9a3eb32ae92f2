using System.Text.Json;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Reporting.Json.Reading;

/// <summary>
/// Reads what <see cref="JsonReport"/> writes, so that a later job, with other rights, can publish what an earlier one found. Writing what was
/// read gives the same bytes.
/// </summary>
internal static class JsonReportReader
{
    // The report of the largest images has some 50 MB.
    private const long MaxBytes = 256 << 20;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>Reads a file.</summary>
    /// <exception cref="GuardException">It cannot be read, or is no report of schema version 1 (PG6010).</exception>
    public static ScanReport Read(string path)
    {
        try
        {
            using var file = new BoundedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), MaxBytes, "report");
            using var document = JsonDocument.Parse(file.ReadToEnd(), Options);
            return Read(document.RootElement);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or JsonException or FormatException or InvalidOperationException)
        {
            throw new GuardException(Problems.BadReport, path, Phrases.Sentence(SafeText.OneLine(failure.Message)), failure);
        }
    }

    internal static ScanReport Read(JsonElement json)
    {
        if (json.NumberIfThere("schemaVersion") is not JsonReport.SchemaVersion) throw new FormatException($"This is no JSON report of schema version {JsonReport.SchemaVersion}.");
        var findings = json.List("findings", FindingReader.Read);
        return new ScanReport
        {
            ToolVersion = (json.Object("tool") ?? throw new FormatException("'tool' is missing.")).Text("version"),
            Verdict = json.Word<Policy.Verdict>("verdict", ReportWords.Of),
            Reasons = json.Texts("reasons"),
            PolicyFile = json.TextIfThere("policyFile"),
            Targets = json.List("targets", TargetReader.Read),
            Findings = findings,
            Compliance = json.List("compliance", new ComplianceReader(findings).Read),
            Rules = json.List("rules", Rule),
            Problems = json.List("problems", Problem),
            Advisories = json.List("advisoryData", AdvisoryData),
            Exploitation = json.List("exploitationData", ExploitationData),
        };
    }

    private static RuleInfo Rule(JsonElement json) => new(json.Text("id"), json.Text("title"), json.Word<Severity>("severity", ReportWords.Of))
    {
        Why = json.Text("why"),
        Fix = json.Text("fix"),
        Tags = json.Texts("tags"),
    };

    private static ScanProblem Problem(JsonElement json) =>
        new(Info(json), json.Text("subject"), json.Text("detail")) { Target = json.TextIfThere("target") };

    // Reports take these words for our own and show them as they are, and a pull request can write anything into a file: so they come from our
    // table. A code of a later version is said to be one.
    private static ProblemInfo Info(JsonElement json)
    {
        var code = json.Text("code");
        if (Problems.All.FirstOrDefault(row => row.Code == code) is { } known) return known;
        if (code is not ['P', 'G', _, _, _, _] || code.AsSpan(2).ContainsAnyExceptInRange('0', '9')) throw new FormatException("'code' is no code of a problem.");
        return new(code, "A problem of another version", json.Word<ProblemEffect>("effect", ReportWords.Of), "Read it with the version that wrote it.");
    }

    private static AdvisoryDataInfo AdvisoryData(JsonElement json)
    {
        var newest = json.TimeIfThere("newest") ?? throw new FormatException("'newest' is missing.");
        return new(json.Text("ecosystem"), (int)json.Number("advisories"), newest, json.FlagIfThere("starter") is true) { AsOf = json.TimeIfThere("asOf") ?? newest };
    }

    private static ExploitationDataInfo ExploitationData(JsonElement json) =>
        new(json.Text("name"), (int)json.Number("entries"), json.DayIfThere("date") ?? throw new FormatException("'date' is missing."));
}
