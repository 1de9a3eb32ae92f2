using System.Text.Json;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Json.Reading;

/// <summary>Reads what <see cref="FindingJson"/> writes.</summary>
internal static class FindingReader
{
    public static Finding Read(JsonElement json) => new()
    {
        Rule = new(json.Text("rule")),
        Kind = json.Word<FindingKind>("kind", ReportWords.Of),
        Severity = json.Word<Severity>("severity", ReportWords.Of),
        Gate = json.Word<GateAction>("gate", ReportWords.Of),
        State = json.Word<FindingState>("state", ReportWords.Of),
        Target = json.Text("target"),
        Title = json.Text("title"),
        Message = json.Text("message"),
        Fingerprint = json.Text("fingerprint"),
        Location = Location(json.Object("location") ?? throw new FormatException("'location' is missing.")),
        Attribution = json.Object("attribution") is { } attribution ? Attribution(attribution) : null,
        Package = json.Object("package") is { } package ? Package(package) : null,
        Advisory = json.Object("advisory") is { } advisory ? Advisory(advisory) : null,
        Secret = json.Object("secret") is { } secret ? new(secret.Text("preview"), secret.Text("hash")) : null,
        Layer = json.Object("layer") is { } layer ? TargetReader.Facts(layer) : null,
        Fix = json.Object("fix") is { } fix ? Fix(fix) : null,
        Vex = json.Object("vex") is { } vex ? Vex(vex) : null,
        Suppression = json.Object("suppression") is { } suppression ? Suppression(suppression) : null,
    };

    private static SourceAttribution Attribution(JsonElement json) => new(
        json.Word<AttributionMethod>("method", ReportWords.Of),
        json.Word<AttributionConfidence>("confidence", ReportWords.Of),
        Location(json.Object("foundAt") ?? throw new FormatException("'foundAt' is missing.")))
    {
        Via = json.TextIfThere("via"),
        BroughtBy = json.TextIfThere("broughtBy"),
    };

    private static Location Location(JsonElement json) => new(json.Word<LocationKind>("kind", ReportWords.Of), json.Text("path"))
    {
        Line = json.NumberIfThere("line"),
        Column = json.NumberIfThere("column"),
        EndLine = json.NumberIfThere("endLine"),
        EndColumn = json.NumberIfThere("endColumn"),
    };

    private static AffectedPackage Package(JsonElement json) => new(json.Text("purl"), json.Text("type"), json.Text("name"), json.Text("version"))
    {
        SourceName = json.TextIfThere("sourceName"),
        FoundIn = json.TextIfThere("foundIn"),
    };

    private static AdvisoryFacts Advisory(JsonElement json) => new(json.Text("id"))
    {
        Aliases = json.Texts("aliases"),
        CvssVector = json.TextIfThere("cvssVector"),
        CvssScore = json.ShareIfThere("cvssScore"),
        SeveritySource = json.Text("severitySource"),
        Ratings = json.List("severityRatings", Rating),
        ChosenRating = json.List("severityRatings", rating => (Rating: Rating(rating), IsChosen: rating.FlagIfThere("chosen") is true)).FirstOrDefault(rating => rating.IsChosen).Rating,
        FixState = json.Word<FixState>("fixState", ReportWords.Of),
        Published = json.TimeIfThere("published"),
        FixPublished = json.TimeIfThere("fixPublished"),
        KnownExploited = json.FlagIfThere("knownExploited"),
        ExploitedSince = json.DayIfThere("exploitedSince"),
        ExploitedDue = json.DayIfThere("exploitedDue"),
        UsedByRansomware = json.FlagIfThere("usedByRansomware"),
        Epss = json.ShareIfThere("epss"),
        EpssPercentile = json.ShareIfThere("epssPercentile"),
        EpssDate = json.DayIfThere("epssDate"),
        References = json.Texts("references"),
    };

    private static SeverityRating Rating(JsonElement json) => new(json.Word<SeveritySource>("source", ReportWords.Of), json.Text("advisory"), json.Word<Severity>("severity", ReportWords.Of))
    {
        Vector = json.TextIfThere("cvssVector"),
        Score = json.ShareIfThere("cvssScore"),
        Word = json.TextIfThere("word"),
    };

    private static Fix Fix(JsonElement json) => new(json.Text("description")) { Version = json.TextIfThere("version"), CleanVersion = json.TextIfThere("cleanVersion"), Edits = json.List("edits", Edit) };

    /// <summary>One edit of a source file.</summary>
    public static TextEdit Edit(JsonElement json) =>
        new(json.Text("path"), (int)json.Number("line"), (int)json.Number("column"), (int)json.Number("endLine"), (int)json.Number("endColumn"), json.Text("text"));

    private static VexFacts Vex(JsonElement json) => new(json.Word<VexStatus>("status", ReportWords.Of), json.Text("source"))
    {
        Justification = json.TextIfThere("justification"),
        Statement = json.TextIfThere("statement"),
        Timestamp = json.TimeIfThere("timestamp"),
    };

    private static Suppression Suppression(JsonElement json) => new(json.Text("source"), json.Text("reason"), json.DayIfThere("expires")) { Justification = json.TextIfThere("justification") };
}
