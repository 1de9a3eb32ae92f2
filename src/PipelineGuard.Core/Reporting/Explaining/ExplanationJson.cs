using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PipelineGuard.Reporting.Json;
using PipelineGuard.Vulnerabilities.Explaining;

namespace PipelineGuard.Reporting.Explaining;

/// <summary>
/// Writes an explanation as JSON, by <c>docs/schemas/explanation-v1.schema.json</c>. Properties only ever get added; anything else is a new
/// <c>schemaVersion</c>. What is not known is left out.
/// </summary>
internal static class ExplanationJson
{
    private const int SchemaVersion = 1;

    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Explanation explanation, TextWriter writer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options)) WriteAll(json, explanation);
        JsonText.Write(buffer.WrittenSpan, writer);
        writer.Write('\n');
    }

    private static void WriteAll(Utf8JsonWriter json, Explanation explanation)
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteStartObject("tool");
        json.WriteString("name", "PipelineGuard");
        json.WriteString("version", explanation.ToolVersion);
        json.WriteEndObject();
        json.WriteString("id", explanation.Question);
        json.WriteIfKnown("package", explanation.PackageName);
        json.WriteStrings("ids", explanation.Lookup.Ids);
        json.WriteString("answer", ExplanationWords.Of(explanation.Answer));
        json.WriteStrings("reasons", explanation.Reasons);
        json.WriteIfKnown("policyFile", explanation.PolicyFile);
        WriteExploitation(json, explanation);
        json.WriteArray("targets", explanation.Targets, WriteTarget);
        json.WriteArray("advisoryData", explanation.Advisories, JsonReport.WriteAdvisoryData);
        json.WriteArray("problems", explanation.Problems, JsonReport.WriteProblem);
        json.WriteEndObject();
    }

    private static void WriteExploitation(Utf8JsonWriter json, Explanation explanation)
    {
        json.WriteStartObject("exploitation");
        json.WriteIfKnown("knownExploited", explanation.Exploited.IsListed);
        json.WriteIfKnown("exploitedSince", Day(explanation.Exploited.Entry?.Added));
        json.WriteIfKnown("exploitedDue", Day(explanation.Exploited.Entry?.Due));
        json.WriteIfKnown("usedByRansomware", explanation.Exploited.Entry?.IsRansomware);
        json.WriteIfKnown("epss", explanation.Prediction?.Probability);
        json.WriteIfKnown("epssPercentile", explanation.Prediction?.Percentile);
        json.WriteIfKnown("epssDate", Day(explanation.Prediction?.Date));
        json.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter json, TargetExplanation target)
    {
        json.WriteStartObject();
        json.WriteString("name", target.Target.Name);
        json.WriteString("kind", target.Target.Kind);
        json.WriteIfKnown("distribution", target.Target.Distribution?.PrettyName);
        json.WriteIfKnown("platform", target.Target.Platform);
        json.WriteArray("packages", target.Packages, WritePackage);
        json.WriteStrings("notNamed", target.Unnamed);
        json.WriteArray("notInstalled", target.Absent, (writer, absent) =>
        {
            writer.WriteStartObject();
            writer.WriteString("ecosystem", absent.Ecosystem);
            writer.WriteString("package", absent.Package);
            writer.WriteBoolean("ecosystemInTarget", absent.IsOfTarget);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WritePackage(Utf8JsonWriter json, PackageExplanation package)
    {
        var trace = package.Trace;
        json.WriteStartObject();
        json.WriteString("purl", package.Purl);
        json.WriteString("name", trace.Package.Name);
        json.WriteString("version", trace.Package.Version);
        json.WriteString("foundIn", trace.Package.FoundIn.Value);
        json.WriteIfKnown("layer", package.Layer?.Index);
        json.WriteIfKnown("supersededBy", trace.Package.SupersededBy);
        json.WriteString("outcome", ExplanationWords.Of(trace.Outcome));
        json.WriteString("why", ExplanationWords.Why(trace.Outcome, trace));
        if (trace.Key is { } key) WriteKey(json, key);
        json.WriteArray("advisories", trace.Advisories, WriteAdvisory);
        json.WriteArray("findings", package.Findings, FindingJson.Write);
        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, Packages.AdvisoryKey key)
    {
        json.WriteStartObject("lookedUpAs");
        json.WriteString("ecosystem", key.FullEcosystem);
        json.WriteString("name", key.Name);
        json.WriteString("version", key.Version);
        json.WriteString("versionScheme", key.VersionScheme);
        json.WriteIfKnown("module", key.Module.Name);
        json.WriteEndObject();
    }

    private static void WriteAdvisory(Utf8JsonWriter json, AdvisoryTrace trace)
    {
        json.WriteStartObject();
        json.WriteString("id", trace.Advisory.Id);
        json.WriteStrings("aliases", [.. trace.Advisory.Aliases.Concat(trace.Advisory.Upstream).Distinct(StringComparer.Ordinal)]);
        json.WriteString("ecosystem", trace.Ecosystem);
        json.WriteString("package", trace.Package);
        json.WriteString("outcome", ExplanationWords.Of(trace.Outcome));
        json.WriteIfKnown("summary", trace.Advisory.Summary);
        json.WriteIfKnown("published", trace.Advisory.Published);
        json.WriteIfKnown("modified", trace.Advisory.Modified);
        json.WriteIfKnown("withdrawn", trace.Withdrawn);
        json.WriteStrings("ratings", trace.Advisory.Ratings);
        json.WriteArray("statements", trace.Claims, (writer, claim) => WriteClaim(writer, claim, trace.Ecosystem));
        json.WriteEndObject();
    }

    private static void WriteClaim(Utf8JsonWriter json, ClaimTrace claim, string ecosystem)
    {
        json.WriteStartObject();
        json.WriteString("ecosystem", ExplanationWords.FullEcosystem(ecosystem, claim.Affected));
        json.WriteString("scope", ExplanationWords.Of(claim.Scope));
        json.WriteStrings("ratings", claim.Affected.Ratings);
        if (claim.Scope is ClaimScope.Meant)
        {
            json.WriteBoolean("holds", claim.Holds);
            json.WriteBoolean("fixOutOfReach", claim.Affected.IsFixOutOfReach);
            json.WriteArray("ranges", claim.Ranges, WriteRange);
            json.WriteNumber("listedVersions", claim.Affected.Versions.Length);
            json.WriteIfKnown("listed", claim.Listed);
        }
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, RangeTrace range)
    {
        json.WriteStartObject();
        json.WriteString("position", ExplanationWords.Of(range.Position));
        json.WriteIfKnown("fixedIn", range.FixedIn);
        json.WriteArray("comparisons", range.Steps, (writer, step) =>
        {
            writer.WriteStartObject();
            writer.WriteString("event", ExplanationWords.Of(step.Event.Kind));
            if (step.Event.Version.Length > 0) writer.WriteString("version", step.Event.Version);
            writer.WriteString("installed", step.Order < 0 ? "before" : step.Order > 0 ? "after" : "equal");
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
