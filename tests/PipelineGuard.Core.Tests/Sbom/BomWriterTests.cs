using System.Text.Json;
using NJsonSchema;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;

namespace PipelineGuard.Sbom;

/// <summary>What both writers hold to: the schema, the reviewed text, the same bytes for the same image, and references that lead somewhere.</summary>
public sealed class BomWriterTests
{
    public static TheoryData<string, string> Bills => [.. TestBill.All.Keys.SelectMany(_ => Formats, (bill, format) => (bill, format))];

    public static TheoryData<string, string> GoldenBills => [.. TestReport.Golden.Keys.SelectMany(_ => Formats, (report, format) => (report, format))];

    private static string[] Formats => ["cyclonedx", "spdx"];

    [Theory, MemberData(nameof(Bills))]
    public async Task Follows_the_schema(string bill, string format) => Assert.Empty((await SchemaOf(format)).Validate(TestWriter.Text(format, TestBill.All[bill])));

    [Theory, MemberData(nameof(GoldenBills))]
    public async Task Follows_the_schema_whatever_an_image_calls_its_parts(string report, string format) =>
        Assert.Empty((await SchemaOf(format)).Validate(TestWriter.Text(format, TestReport.Golden[report])));

    [Theory]
    [InlineData("cyclonedx", "\"id\": \"MIT\"", "\"id\": \"NOT-A-LICENCE\"")]
    [InlineData("spdx", "\"DESCRIBES\"", "\"PRAISES\"")]
    public async Task The_schema_refuses_what_is_wrong(string format, string right, string wrong) =>
        Assert.NotEmpty((await SchemaOf(format)).Validate(TestWriter.Text(format, TestBill.Image).Replace(right, wrong, StringComparison.Ordinal)));

    [Theory, MemberData(nameof(Bills))]
    public void Writes_what_was_reviewed(string bill, string format) =>
        KeptText.Same($"tests/PipelineGuard.Core.Tests/Sbom/Golden/{bill}.{(format == "spdx" ? "spdx" : "cdx")}.json", TestWriter.Text(format, TestBill.All[bill]));

    [Theory]
    [InlineData("cyclonedx")]
    [InlineData("spdx")]
    public void The_place_of_the_archive_changes_nothing(string format)
    {
        var moved = TestBill.Image with { Targets = [TestBill.Image.Targets[0] with { Name = "elsewhere.tar" }] };

        Assert.Equal(TestWriter.Text(format, TestBill.Image), TestWriter.Text(format, moved));
    }

    [Theory]
    [InlineData("cyclonedx", "serialNumber")]
    [InlineData("spdx", "documentNamespace")]
    public void Other_contents_have_another_name(string format, string identifier)
    {
        var other = TestBill.Image with { Targets = [TestBill.Image.Targets[0] with { Packages = TestBill.Image.Targets[0].Packages.RemoveAt(0) }] };

        Assert.NotEqual(Identifier(TestBill.Image), Identifier(other));

        string? Identifier(ScanReport report)
        {
            using var json = JsonDocument.Parse(TestWriter.Text(format, report));
            return json.RootElement.GetProperty(identifier).GetString();
        }
    }

    [Fact]
    public void The_time_of_making_is_the_one_that_the_build_names_or_else_the_images()
    {
        var asked = TestBill.Image with { SourceDate = DateTimeOffset.FromUnixTimeSeconds(86_400) };

        Assert.Contains("\"timestamp\": \"1970-01-02T00:00:00Z\"", TestWriter.Text("cyclonedx", asked), StringComparison.Ordinal);
        Assert.Contains("\"created\": \"1970-01-02T00:00:00Z\"", TestWriter.Text("spdx", asked), StringComparison.Ordinal);
        Assert.Contains("\"timestamp\": \"2026-11-20T08:30:00Z\"", TestWriter.Text("cyclonedx", TestBill.Image), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Bills))]
    public void Every_reference_leads_to_one_component(string bill, string format)
    {
        using var json = JsonDocument.Parse(TestWriter.Text(format, TestBill.All[bill]));
        var (ids, references) = format == "spdx" ? SpdxReferences(json.RootElement) : CycloneDxReferences(json.RootElement);

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty(references.Except(ids));
    }

    private static (List<string> Ids, List<string> References) CycloneDxReferences(JsonElement bill)
    {
        var components = bill.GetProperty("components").EnumerateArray().ToList();
        if (bill.GetProperty("metadata").TryGetProperty("component", out var subject)) components.Add(subject);
        var dependencies = bill.GetProperty("dependencies").EnumerateArray().ToList();
        return (
            [.. components.Select(component => component.GetProperty("bom-ref").GetString()!)],
            [.. dependencies.Select(each => each.GetProperty("ref").GetString()!), .. dependencies.SelectMany(each => each.GetProperty("dependsOn").EnumerateArray()).Select(each => each.GetString()!)]);
    }

    private static (List<string> Ids, List<string> References) SpdxReferences(JsonElement bill)
    {
        var relationships = bill.GetProperty("relationships").EnumerateArray().ToList();
        return (
            [bill.GetProperty("SPDXID").GetString()!, .. bill.GetProperty("packages").EnumerateArray().Select(package => package.GetProperty("SPDXID").GetString()!)],
            [.. relationships.Select(each => each.GetProperty("spdxElementId").GetString()!), .. relationships.Select(each => each.GetProperty("relatedSpdxElement").GetString()!)]);
    }

    private static async Task<JsonSchema> SchemaOf(string format) =>
        await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "Sbom/Data/Schemas", format == "spdx" ? "spdx-2.3-used-part.schema.json" : "bom-1.6.SNAPSHOT.schema.json"));
}
