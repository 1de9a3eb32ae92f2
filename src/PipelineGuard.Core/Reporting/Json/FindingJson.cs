using System.Globalization;
using System.Text.Json;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Json;

/// <summary>Writes one finding with everything that is known of it.</summary>
internal static class FindingJson
{
    public static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule.Value);
        json.WriteString("kind", ReportWords.Of(finding.Kind));
        json.WriteString("severity", ReportWords.Of(finding.Severity));
        json.WriteString("gate", ReportWords.Of(finding.Gate));
        json.WriteString("state", ReportWords.Of(finding.State));
        json.WriteString("target", finding.Target);
        json.WriteString("title", finding.Title);
        json.WriteString("message", finding.Message);
        json.WriteString("fingerprint", finding.Fingerprint);
        WriteLocation(json, "location", finding.Location);
        if (finding.Attribution is { } attribution) WriteAttribution(json, attribution);
        if (finding.Package is { } package) WritePackage(json, package);
        if (finding.Advisory is { } advisory) WriteAdvisory(json, advisory);
        if (finding.Secret is { } secret) WriteSecret(json, secret);
        if (finding.Layer is { } layer) WriteLayer(json, layer);
        if (finding.Fix is { } fix) WriteFix(json, fix);
        if (finding.Vex is { } vex) WriteVex(json, vex);
        if (finding.Suppression is { } suppression) WriteSuppression(json, suppression);
        json.WriteEndObject();
    }

    private static void WriteAttribution(Utf8JsonWriter json, SourceAttribution attribution)
    {
        json.WriteStartObject("attribution");
        json.WriteString("method", ReportWords.Of(attribution.Method));
        json.WriteString("confidence", ReportWords.Of(attribution.Confidence));
        json.WriteIfKnown("via", attribution.Via);
        json.WriteIfKnown("broughtBy", attribution.BroughtBy);
        WriteLocation(json, "foundAt", attribution.FoundAt);
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, string name, Location location)
    {
        json.WriteStartObject(name);
        json.WriteString("kind", ReportWords.Of(location.Kind));
        json.WriteString("path", location.Path);
        json.WriteIfKnown("line", location.Line);
        json.WriteIfKnown("column", location.Column);
        json.WriteIfKnown("endLine", location.EndLine);
        json.WriteIfKnown("endColumn", location.EndColumn);
        json.WriteEndObject();
    }

    private static void WritePackage(Utf8JsonWriter json, AffectedPackage package)
    {
        json.WriteStartObject("package");
        json.WriteString("purl", package.Purl);
        json.WriteString("type", package.Type);
        json.WriteString("name", package.Name);
        json.WriteString("version", package.Version);
        json.WriteIfKnown("sourceName", package.SourceName);
        json.WriteIfKnown("foundIn", package.FoundIn);
        json.WriteEndObject();
    }

    private static void WriteAdvisory(Utf8JsonWriter json, AdvisoryFacts advisory)
    {
        json.WriteStartObject("advisory");
        json.WriteString("id", advisory.Id);
        json.WriteStrings("aliases", advisory.Aliases);
        json.WriteIfKnown("cvssVector", advisory.CvssVector);
        json.WriteIfKnown("cvssScore", advisory.CvssScore);
        json.WriteString("severitySource", advisory.SeveritySource);
        json.WriteArray("severityRatings", advisory.Ratings, (writer, rating) => WriteRating(writer, rating, advisory.ChosenRating));
        json.WriteString("fixState", ReportWords.Of(advisory.FixState));
        json.WriteIfKnown("published", advisory.Published);
        json.WriteIfKnown("fixPublished", advisory.FixPublished);
        json.WriteIfKnown("knownExploited", advisory.KnownExploited);
        json.WriteIfKnown("exploitedSince", Day(advisory.ExploitedSince));
        json.WriteIfKnown("exploitedDue", Day(advisory.ExploitedDue));
        json.WriteIfKnown("usedByRansomware", advisory.UsedByRansomware);
        json.WriteIfKnown("epss", advisory.Epss);
        json.WriteIfKnown("epssPercentile", advisory.EpssPercentile);
        json.WriteIfKnown("epssDate", Day(advisory.EpssDate));
        json.WriteStrings("references", advisory.References);
        json.WriteEndObject();
    }

    /// <summary>What one source says about the severity.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="rating">What it says.</param>
    /// <param name="chosen">The rating that counts; null when none does.</param>
    public static void WriteRating(Utf8JsonWriter json, SeverityRating rating, SeverityRating? chosen)
    {
        json.WriteStartObject();
        json.WriteString("source", ReportWords.Of(rating.Source));
        json.WriteString("advisory", rating.Advisory);
        json.WriteString("severity", ReportWords.Of(rating.Severity));
        json.WriteIfKnown("cvssVector", rating.Vector);
        json.WriteIfKnown("cvssScore", rating.Score);
        json.WriteIfKnown("word", rating.Word);
        json.WriteBoolean("chosen", rating == chosen);
        json.WriteEndObject();
    }

    private static void WriteSecret(Utf8JsonWriter json, SecretFacts secret)
    {
        json.WriteStartObject("secret");
        json.WriteString("preview", secret.Preview);
        json.WriteString("hash", secret.Hash);
        json.WriteEndObject();
    }

    private static void WriteLayer(Utf8JsonWriter json, LayerFacts layer)
    {
        json.WriteStartObject("layer");
        json.WriteNumber("index", layer.Index);
        json.WriteIfKnown("diffId", layer.DiffId);
        json.WriteIfKnown("createdBy", layer.CreatedBy);
        json.WriteIfKnown("origin", ReportWords.Of(layer.Origin));
        json.WriteEndObject();
    }

    private static void WriteFix(Utf8JsonWriter json, Fix fix)
    {
        json.WriteStartObject("fix");
        json.WriteString("description", fix.Description);
        json.WriteIfKnown("version", fix.Version);
        json.WriteIfKnown("cleanVersion", fix.CleanVersion);
        json.WriteArray("edits", fix.Edits, WriteEdit);
        json.WriteEndObject();
    }

    /// <summary>One edit of a source file as a property; nothing without one.</summary>
    public static void WriteEdit(Utf8JsonWriter json, string name, TextEdit? edit)
    {
        if (edit is null) return;
        json.WritePropertyName(name);
        WriteEdit(json, edit);
    }

    /// <summary>One edit of a source file.</summary>
    public static void WriteEdit(Utf8JsonWriter json, TextEdit edit)
    {
        json.WriteStartObject();
        json.WriteString("path", edit.Path);
        json.WriteNumber("line", edit.Line);
        json.WriteNumber("column", edit.Column);
        json.WriteNumber("endLine", edit.EndLine);
        json.WriteNumber("endColumn", edit.EndColumn);
        json.WriteString("text", edit.Text);
        json.WriteEndObject();
    }

    private static void WriteVex(Utf8JsonWriter json, VexFacts vex)
    {
        json.WriteStartObject("vex");
        json.WriteString("status", ReportWords.Of(vex.Status));
        json.WriteString("source", vex.Source);
        json.WriteIfKnown("justification", vex.Justification);
        json.WriteIfKnown("statement", vex.Statement);
        json.WriteIfKnown("timestamp", vex.Timestamp);
        json.WriteEndObject();
    }

    private static void WriteSuppression(Utf8JsonWriter json, Suppression suppression)
    {
        json.WriteStartObject("suppression");
        json.WriteString("source", suppression.Source);
        json.WriteString("reason", suppression.Reason);
        json.WriteIfKnown("justification", suppression.Justification);
        json.WriteIfKnown("expires", Day(suppression.Expires));
        json.WriteEndObject();
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
