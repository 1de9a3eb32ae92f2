using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.Vex.Reading;

namespace PipelineGuard.Vex;

/// <summary>What is read of each format, and what is said about files that are none.</summary>
public sealed class VexFileTests
{
    public static TheoryData<string, string> Documents => new()
    {
        {
            """
            {"@context":"https://openvex.dev/ns/v0.2.0","timestamp":"2026-01-01T00:00:00Z","statements":[
              {"vulnerability":{"name":"CVE-1","aliases":["GHSA-1"]},"products":[{"@id":"pkg:oci/shop","subcomponents":[{"@id":"pkg:npm/a@1"}]}],
               "status":"not_affected","justification":"component_not_present","timestamp":"2026-02-01T00:00:00Z"}]}
            """,
            "NotAffected CVE-1,GHSA-1 pkg:oci/shop>pkg:npm/a@1 component_not_present - 2026-02-01 v.json(2,3)"
        },
        {
            """{"@context":"https://openvex.dev/ns","timestamp":"2026-01-01T00:00:00Z","statements":[{"vulnerability":"CVE-1","products":["pkg:npm/a@1"],"status":"affected","action_statement":"wait"}]}""",
            "Affected CVE-1 pkg:npm/a@1 - wait 2026-01-01 v.json(1,87)"
        },
        {
            """
            {"document":{"category":"csaf_vex","csaf_version":"2.0","tracking":{"current_release_date":"2026-03-01T00:00:00Z"}},
             "product_tree":{
              "branches":[{"branches":[{"product":{"product_id":"P","name":"Shop","product_identification_helper":{"purl":"pkg:oci/shop"}}}]}],
              "full_product_names":[{"product_id":"C","name":"a","product_identification_helper":{"purl":"pkg:npm/a@1"}}],
              "relationships":[{"category":"default_component_of","product_reference":"C","relates_to_product_reference":"P","full_product_name":{"product_id":"P:C","name":"a in Shop"}}],
              "product_groups":[{"group_id":"G","product_ids":["P:C"]}]},
             "vulnerabilities":[{"cve":"CVE-1",
              "product_status":{"known_not_affected":["P:C"]},
              "flags":[{"label":"vulnerable_code_not_present","group_ids":["G"]}],
              "threats":[{"category":"impact","details":"cut out","product_ids":["P:C"]}]}]}
            """,
            "NotAffected CVE-1 pkg:oci/shop>pkg:npm/a@1 vulnerable_code_not_present cut out 2026-03-01 v.json(8,43)"
        },
        {
            """
            {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"timestamp":"2026-04-01T00:00:00Z"},
             "components":[{"bom-ref":"x","name":"a","purl":"pkg:npm/a@1"}],
             "vulnerabilities":[{"id":"CVE-1","references":[{"id":"GHSA-1"}],"affects":[{"ref":"x"},{"ref":"urn:cdx:1/1#pkg%3Anpm%2Fb%401"}],
               "analysis":{"state":"false_positive","justification":"code_not_reachable","detail":"never called"}},
              {"id":"CVE-2","affects":[{"ref":"x"}]}]}
            """,
            "NotAffected CVE-1,GHSA-1 pkg:npm/a@1|pkg:npm/b@1 vulnerable_code_not_in_execute_path never called 2026-04-01 v.json(3,21)"
        },
    };

    [Theory, MemberData(nameof(Documents))]
    public void Reads_ids_products_status_reason_date_and_place(string document, string expected) => Assert.Equal(expected, Assert.Single(Read(document).Select(Line)));

    [Theory]
    [InlineData("", "v.json(1,1)")]
    [InlineData("{\n \"a\": ? }", "v.json(2,7)")]
    [InlineData("{} {}", "v.json(1,4)")]
    [InlineData("[1]", "v.json(1,1)", "none of OpenVEX")]
    [InlineData("""{"@context":"https://openvex.dev/ns/v0.2.0"}""", "v.json(1,1)", "no 'statements'")]
    [InlineData("{\"@context\":\"https://openvex.dev/ns\",\"statements\":[\n {\"vulnerability\":{\"name\":\"CVE-1\"},\"status\":\"harmless\"}]}", "v.json(2,45)", "known are not_affected")]
    [InlineData("""{"@context":"https://openvex.dev/ns","statements":[{"vulnerability":{"name":"CVE-1"},"status":"not_affected"}]}""", "v.json(1,52)", "needs a 'justification'")]
    [InlineData("""{"@context":"https://openvex.dev/ns","statements":[{"status":"fixed"}]}""", "v.json(1,52)", "no 'vulnerability'")]
    [InlineData("""{"@context":"https://openvex.dev/ns","timestamp":"yesterday","statements":[]}""", "v.json(1,50)", "no date")]
    [InlineData("""{"document":{"csaf_version":"2.0"},"vulnerabilities":[{"cve":"CVE-1","product_status":{"fixed":["nowhere"]}}]}""", "v.json(1,97)", "no product 'nowhere'")]
    [InlineData("""{"bomFormat":"CycloneDX","vulnerabilities":[{"id":"CVE-1","analysis":{"state":"perhaps"}}]}""", "v.json(1,79)", "state of an analysis")]
    public void Says_where_a_file_is_wrong(string document, string place, string why = "not valid JSON")
    {
        var thrown = Assert.Throws<GuardException>(() => Read(document));

        Assert.Equal(("PG4022", place), (thrown.Problem.Code, thrown.Subject));
        Assert.Contains(why, thrown.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", 200_000)]
    [InlineData("{\"branches\":[", 100_000)]
    [InlineData("[1,", 3_000_000)]
    public void Hostile_files_end_early(string piece, int times) =>
        Assert.Equal("PG4022", Assert.Throws<GuardException>(() => Read(new StringBuilder().Insert(0, piece, times).ToString())).Problem.Code);

    [Fact]
    public void Counts_letters_and_not_bytes() =>
        Assert.Equal("v.json(1,60)", Assert.Throws<GuardException>(() => Read("""{"ä":"ö€","@context":"https://openvex.dev/ns","statements":7}""")).Subject);

    private static List<VexStatement> Read(string document) => [.. VexFile.Read(Encoding.UTF8.GetBytes(document), "v.json")];

    private static string Line(VexStatement statement) => FormattableString.Invariant(
        $"{statement.Status} {string.Join(',', statement.Vulnerabilities)} {string.Join('|', statement.Products.Select(Product))} {statement.Justification ?? "-"} {statement.Text ?? "-"} {statement.Timestamp:yyyy-MM-dd} {statement.Source}");

    private static string Product(VexProduct product) => string.Join('>', new[] { product.Purl?.ToString() }.Concat(product.Parts.Select(part => part.Purl?.ToString())));
}
