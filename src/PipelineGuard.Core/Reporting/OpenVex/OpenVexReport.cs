using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Reporting.Json;

namespace PipelineGuard.Reporting.OpenVex;

/// <summary>
/// Writes the waived vulnerabilities as an OpenVEX 0.2.0 document, so that other scanners, and this one, take them from there. A report
/// has no clock: the document is dated by the newest data of the scan, and its id is made of its statements.
/// </summary>
internal static class OpenVexReport
{
    private const string Context = "https://openvex.dev/ns/v0.2.0";

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(ScanReport report, TextWriter writer)
    {
        var statements = Json(json => WriteStatements(json, report));
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statements)).AsSpan(0, 16));
        JsonText.Write(Json(json => WriteDocument(json, report, id)), writer);
        writer.Write('\n');
    }

    private static void WriteDocument(Utf8JsonWriter json, ScanReport report, string id)
    {
        json.WriteString("@context", Context);
        json.WriteString("@id", new Uri(ProductAddress.Home, $"vex/{id}").AbsoluteUri);
        json.WriteString("author", report.PolicyFile is { } policy ? $"policy {policy}" : "built-in policy");
        json.WriteString("timestamp", Issued(report).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteNumber("version", 1);
        json.WriteString("tooling", $"PipelineGuard {report.ToolVersion}");
        WriteStatements(json, report);
    }

    private static DateTimeOffset Issued(ScanReport report) =>
        report.Advisories.Select(data => data.AsOf).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();

    // One for each vulnerability, product and reason; the packages are its parts.
    private static void WriteStatements(Utf8JsonWriter json, ScanReport report)
    {
        var products = report.Targets.DistinctBy(target => target.Name).ToDictionary(target => target.Name, ProductOf, StringComparer.Ordinal);
        var waived =
            from finding in report.Findings
            where finding is { Kind: FindingKind.Vulnerability, State: FindingState.Waived, Advisory: not null, Package: not null, Suppression: not null }
            group finding by (finding.Advisory!.Id, Product: products.GetValueOrDefault(finding.Target, finding.Target), finding.Suppression!.Reason, finding.Suppression.Justification, Status: StatusOf(finding)) into same
            orderby same.Key.Id, same.Key.Product, same.Key.Reason, same.Key.Justification, same.Key.Status
            select same;
        json.WriteStartArray("statements");
        foreach (var same in waived) WriteStatement(json, same.Key.Product, [.. same]);
        json.WriteEndArray();
    }

    private static void WriteStatement(Utf8JsonWriter json, string product, ImmutableArray<Finding> same)
    {
        var (advisory, why) = (same[0].Advisory!, same[0].Suppression!);
        json.WriteStartObject();
        json.WriteStartObject("vulnerability");
        json.WriteString("name", advisory.Id);
        if (!advisory.Aliases.IsEmpty) json.WriteStrings("aliases", advisory.Aliases);
        json.WriteEndObject();
        json.WriteArray("products", [product], (writer, id) => WriteProduct(writer, id, [.. same.Select(finding => finding.Package!.Purl).Distinct().Order(StringComparer.Ordinal)]));
        json.WriteString("status", StatusOf(same[0]));
        WriteReason(json, why, StatusOf(same[0]));
        json.WriteEndObject();
    }

    // The schema allows either a justification or an impact statement, not both.
    private static void WriteReason(Utf8JsonWriter json, Suppression why, string status)
    {
        var until = why.Expires is { } last ? FormattableString.Invariant($"Until {last:yyyy-MM-dd}. ") : "";
        if (status == "fixed")
        {
            json.WriteString("status_notes", $"{why.Reason} ({until}{why.Source})");
            return;
        }
        json.WriteString("status_notes", why.Justification is null ? $"{until}{why.Source}" : $"{why.Reason} ({until}{why.Source})");
        if (why.Justification is { } justification) json.WriteString("justification", justification);
        else json.WriteString("impact_statement", why.Reason);
    }

    private static void WriteProduct(Utf8JsonWriter json, string id, ImmutableArray<string> parts)
    {
        json.WriteStartObject();
        json.WriteString("@id", id);
        if (id.StartsWith("pkg:", StringComparison.Ordinal)) WritePurl(json, id);
        json.WriteArray("subcomponents", parts, (writer, purl) =>
        {
            writer.WriteStartObject();
            writer.WriteString("@id", purl);
            WritePurl(writer, purl);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WritePurl(Utf8JsonWriter json, string purl)
    {
        json.WriteStartObject("identifiers");
        json.WriteString("purl", purl);
        json.WriteEndObject();
    }

    private static string StatusOf(Finding finding) => finding.Vex is { Status: VexStatus.Fixed } ? "fixed" : "not_affected";

    // purl specification, type "oci": the last part of the name, and the digest as version.
    private static string ProductOf(TargetReport target)
    {
        var name = target.LogicalName[(target.LogicalName.LastIndexOf('/') + 1)..].ToLowerInvariant();
        return new PackageUrl(target.Digest is null ? "generic" : "oci", name) { Version = target.Digest }.ToString();
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
