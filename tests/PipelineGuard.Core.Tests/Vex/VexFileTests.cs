using System.Text;
using CsCheck;
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
    [InlineData("""{"@context":"https://openvex.dev/ns","statements":[{"vulnerability":{"name":"CVE-1"},"status":"fixed","products":"pkg:npm/a"}]}""", "v.json(1,114)", "'products' must be a list")]
    [InlineData("""{"document":{"csaf_version":"2.0"},"product_tree":{"branches":{}},"vulnerabilities":[]}""", "v.json(1,63)", "'branches' must be a list")]
    [InlineData("""{"document":{"csaf_version":"2.0"},"vulnerabilities":[{"cve":"CVE-1","product_status":{"fixed":"P"}}]}""", "v.json(1,96)", "'fixed' must be a list")]
    [InlineData("""{"bomFormat":"CycloneDX","vulnerabilities":{}}""", "v.json(1,44)", "'vulnerabilities' must be a list")]
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

    [Theory]
    [InlineData("A", "A", "B", "in a circle")]
    [InlineData("C", "C", "nowhere", "no product 'nowhere'")]
    [InlineData("B", "P", "A", "in a circle")]
    public void Relationships_that_lead_nowhere_or_in_a_circle_are_mistakes(string firstPart, string secondPart, string secondWhole, string why)
    {
        var thrown = Assert.Throws<GuardException>(() => Read(Csaf($$"""{{Relationship("A", firstPart, "P")}},{{Relationship("B", secondPart, secondWhole)}}""", "B")));
        Assert.Contains(why, thrown.Detail, StringComparison.Ordinal);
        Assert.StartsWith("v.json(", thrown.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Relationships_may_stand_in_any_order()
    {
        var statement = Assert.Single(Read(Csaf($$"""{{Relationship("B", "C", "A")}},{{Relationship("A", "M", "P")}}""", "B")));
        Assert.Equal("pkg:oci/shop>pkg:npm/a@1", Product(Assert.Single(statement.Products)));
    }

    [Fact]
    public void A_part_of_a_part_is_no_package_of_its_own()
    {
        var statement = Assert.Single(Read(Csaf($$"""{{Relationship("A", "C", "M")}},{{Relationship("B", "A", "P")}}""", "B")));
        Assert.Equal("pkg:oci/shop>", Product(Assert.Single(statement.Products)));
    }

    [Fact]
    public void A_long_chain_of_relationships_ends_early()
    {
        var chain = string.Join(',', Enumerable.Range(0, 20_000).Select(index => Relationship($"R{index}", "C", index == 19_999 ? "P" : $"R{index + 1}")));
        Assert.Contains("too deep", Assert.Throws<GuardException>(() => Read(Csaf(chain, "R0"))).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_that_would_have_to_be_compared_for_hours_are_refused()
    {
        var products = string.Join(',', Enumerable.Range(0, 10_000).Select(index => $$"""{"product_id":"X{{index}}","name":"x"}"""));
        var status = string.Join(',', Enumerable.Range(0, 10_000).Select(index => $"\"X{index}\""));
        var flags = string.Join(',', Enumerable.Repeat("""{"label":"component_not_present","group_ids":["G"]}""", 10_000));
        var text = $$"""{"document":{"csaf_version":"2.0"},"product_tree":{"full_product_names":[{{products}}],"product_groups":[{"group_id":"G","product_ids":["Y"]}]},"vulnerabilities":[{"cve":"CVE-1","product_status":{"known_not_affected":[{{status}}]},"flags":[{{flags}}]}]}""";

        Assert.Contains("compared more than", Assert.Throws<GuardException>(() => Read(text)).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("first", """{"label":"component_not_present","product_ids":["P"]},{"label":"inline_mitigations_already_exist","group_ids":["G"]}""", "component_not_present")]
    [InlineData("group first", """{"label":"component_not_present","group_ids":["G"]},{"label":"inline_mitigations_already_exist","product_ids":["P"]}""", "component_not_present")]
    [InlineData("all", """{"label":"component_not_present"},{"label":"inline_mitigations_already_exist","product_ids":["P"]}""", "component_not_present")]
    [InlineData("another's", """{"label":"component_not_present","product_ids":["C"]}""", null)]
    [InlineData("unknown word", """{"label":"harmless"},{"label":"component_not_present","product_ids":["P"]}""", "component_not_present")]
    public void The_first_flag_about_a_product_counts(string which, string flags, string? expected)
    {
        var text = Csaf("", "P").Replace("\"flags\":[]", $"\"flags\":[{flags}]", StringComparison.Ordinal);
        Assert.True(expected == Assert.Single(Read(text)).Justification, which);
    }

    // What a document calls affected, and what it does not speak of, must not be taken out.
    [Theory]
    [InlineData("not_affected", """ "versions":[{"version":"1","status":"unaffected"},{"version":"2"}] """, "pkg:npm/a@1")]
    [InlineData("resolved", """ "versions":[{"version":"1","status":"affected"},{"range":"vers:npm/>=2","status":"unaffected"}] """, "")]
    [InlineData("exploitable", """ "versions":[{"version":"1"}] """, "pkg:npm/a")]
    [InlineData("not_affected", """ "versions":[] """, "")]
    [InlineData("not_affected", """ "x":0 """, "pkg:npm/a")]
    public void Versions_of_CycloneDX_narrow_a_statement(string state, string versions, string expected)
    {
        var text = $$$"""{"bomFormat":"CycloneDX","components":[{"bom-ref":"x","name":"a","purl":"pkg:npm/a"}],"vulnerabilities":[{"id":"CVE-1","affects":[{"ref":"x",{{{versions}}}}],"analysis":{"state":"{{{state}}}"}}]}""";
        Assert.Equal(expected, string.Join('|', Assert.Single(Read(text)).Products.Select(Product)));
    }

    [Fact]
    public void Components_with_one_reference_twice_and_deep_ones_are_read()
    {
        var nested = string.Concat(Enumerable.Repeat("""{"bom-ref":"x","name":"a","components":[""", 40)) + """{"bom-ref":"x","name":"a","purl":"pkg:npm/a@9"}""" + string.Concat(Enumerable.Repeat("]}", 40));
        var text = $$$"""{"bomFormat":"CycloneDX","components":[{{{nested}}}],"vulnerabilities":[{"id":"CVE-1","affects":[{"ref":"x"}],"analysis":{"state":"not_affected"}}]}""";
        Assert.Equal("pkg:npm/a@9", Product(Assert.Single(Assert.Single(Read(text)).Products)));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_with_a_place() => Gen.Select(Gen.OneOfConst([.. Documents.Select(row => row.Data.Item1)]), Gen.Int[0, 2_000], Gen.Byte, Gen.Int[0, 3]).Sample((document, at, value, what) =>
    {
        var bytes = Encoding.UTF8.GetBytes(document);
        at %= bytes.Length;
        byte[] changed = what switch { 0 => bytes[..at], 1 => [.. bytes[..at], value, .. bytes[(at + 1)..]], 2 => [.. bytes[..at], .. bytes[(at + 1)..]], _ => [.. bytes, .. bytes[at..]] };
        try
        {
            _ = VexFile.Read(changed, "v.json").Length;
        }
        catch (GuardException e)
        {
            Assert.Equal("PG4022", e.Problem.Code);
        }
    });

    private static string Csaf(string relationships, string status) => $$$"""
        {"document":{"csaf_version":"2.0"},"product_tree":{"full_product_names":[
          {"product_id":"P","name":"Shop","product_identification_helper":{"purl":"pkg:oci/shop"}},
          {"product_id":"M","name":"m","product_identification_helper":{"purl":"pkg:npm/m@1"}},
          {"product_id":"C","name":"a","product_identification_helper":{"purl":"pkg:npm/a@1"}}],
          "product_groups":[{"group_id":"G","product_ids":["P"]}],"relationships":[{{{relationships}}}]},
         "vulnerabilities":[{"cve":"CVE-1","product_status":{"known_not_affected":["{{{status}}}"]},"flags":[]}]}
        """;

    private static string Relationship(string id, string part, string whole) =>
        $$$"""{"product_reference":"{{{part}}}","relates_to_product_reference":"{{{whole}}}","full_product_name":{"product_id":"{{{id}}}","name":"{{{id}}}"}}""";

    [Fact]
    public void Counts_letters_and_not_bytes() =>
        Assert.Equal("v.json(1,60)", Assert.Throws<GuardException>(() => Read("""{"ä":"ö€","@context":"https://openvex.dev/ns","statements":7}""")).Subject);

    private static List<VexStatement> Read(string document) => [.. VexFile.Read(Encoding.UTF8.GetBytes(document), "v.json")];

    private static string Line(VexStatement statement) => FormattableString.Invariant(
        $"{statement.Status} {string.Join(',', statement.Vulnerabilities)} {string.Join('|', statement.Products.Select(Product))} {statement.Justification ?? "-"} {statement.Text ?? "-"} {statement.Timestamp:yyyy-MM-dd} {statement.Source}");

    private static string Product(VexProduct product) => string.Join('>', new[] { product.Purl?.ToString() }.Concat(product.Parts.Select(part => part.Purl?.ToString())));
}
