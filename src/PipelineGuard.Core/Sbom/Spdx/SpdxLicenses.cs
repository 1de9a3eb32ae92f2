using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PipelineGuard.Sbom.Licenses;

namespace PipelineGuard.Sbom.Spdx;

/// <summary>Turns what packages state into licence expressions; what SPDX does not know becomes a reference to its text (SPDX 2.3, §10).</summary>
internal sealed class SpdxLicenses
{
    private const string Unknown = "NOASSERTION";
    private readonly SortedDictionary<string, string> _extracted = new(StringComparer.Ordinal);

    /// <summary>The expression for all licences of a package; what several mean is not recorded, so each has to be kept.</summary>
    public string Expression(ImmutableArray<string> licenses)
    {
        if (licenses is [var only]) return One(only);
        return licenses.IsEmpty ? Unknown : string.Join(" AND ", licenses.Select(One).Select(InParentheses).Distinct(StringComparer.Ordinal));
    }

    /// <summary>Writes the texts that expressions so far refer to; nothing when there are none.</summary>
    public void WriteExtracted(Utf8JsonWriter json)
    {
        if (_extracted.Count == 0) return;
        json.WriteStartArray("hasExtractedLicensingInfos");
        foreach (var (id, text) in _extracted)
        {
            json.WriteStartObject();
            json.WriteString("licenseId", id);
            json.WriteString("extractedText", text);
            json.WriteString("name", text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // A reference that is stated refers to a text of the package's own document, so for us it is a text like any other.
    private string One(string license)
    {
        if (SpdxExpression.Normalize(license) is { } expression && !expression.Contains("LicenseRef-", StringComparison.Ordinal)) return expression;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(license)))[..8];
        var id = $"LicenseRef-{SpdxText.IdPart(license, 40)}-{hash}";
        _extracted[id] = license;
        return id;
    }

    private static string InParentheses(string expression) => SpdxExpression.IsSimple(expression) ? expression : $"({expression})";
}
