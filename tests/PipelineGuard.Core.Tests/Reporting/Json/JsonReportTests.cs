using System.Runtime.CompilerServices;
using System.Text.Json;
using NJsonSchema;

namespace PipelineGuard.Reporting.Json;

public sealed class JsonReportTests
{
    public static TheoryData<string> Reports => [.. TestReport.Golden.Keys];

    [Theory, MemberData(nameof(Reports))]
    public async Task Follows_its_published_schema_and_writes_nothing_that_is_not_in_it(string name)
    {
        var schema = await JsonSchema.FromJsonAsync(ReportSchema.ReadV1(), TestContext.Current.CancellationToken);
        // Readers have to put up with properties of later versions; we may not write any that are not described.
        foreach (var part in Parts(schema)) part.AllowAdditionalProperties = false;

        Assert.Empty(schema.Validate(TestWriter.Text("json", TestReport.Golden[name])));
    }

    [Fact]
    public void The_embedded_schema_is_the_published_one()
    {
        var published = Path.Combine(Here(), "../../../../docs/schemas/report-v1.schema.json");

        Assert.Equal(File.ReadAllText(published), ReportSchema.ReadV1());
    }

    [Fact]
    public void The_schema_has_the_name_that_reports_refer_to()
    {
        using var schema = JsonDocument.Parse(ReportSchema.ReadV1());
        using var report = JsonDocument.Parse(TestWriter.Text("json", TestReport.Empty));

        Assert.Equal(schema.RootElement.GetProperty("$id").GetString(), report.RootElement.GetProperty("$schema").GetString());
    }

    [Fact]
    public void Counts_open_and_waived_findings_apart()
    {
        using var report = JsonDocument.Parse(TestWriter.Text("json", TestReport.WaivedAndProblems));
        var counts = report.RootElement.GetProperty("counts");

        Assert.Equal(1, counts.GetProperty("medium").GetInt32());
        Assert.Equal(0, counts.GetProperty("critical").GetInt32());
        Assert.Equal(2, counts.GetProperty("waived").GetInt32());
    }

    [Fact]
    public void Leaves_out_no_finding()
    {
        using var report = JsonDocument.Parse(TestWriter.Text("json", TestReport.Large(10_000)));

        Assert.Equal(10_000, report.RootElement.GetProperty("findings").GetArrayLength());
    }

    private static HashSet<JsonSchema> Parts(JsonSchema schema)
    {
        var parts = new HashSet<JsonSchema>();
        var open = new Stack<JsonSchema>([schema, .. schema.Definitions.Values]);
        while (open.TryPop(out var next))
        {
            var part = next.ActualSchema;
            if (!parts.Add(part)) continue;
            foreach (var property in part.Properties.Values) open.Push(property);
            if (part.Item is { } item) open.Push(item);
        }
        return parts;
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
