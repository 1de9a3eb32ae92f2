using System.Text.Json;
using CsCheck;
using PipelineGuard.Findings;
using PipelineGuard.Reporting.Json.Reading;

namespace PipelineGuard.Reporting.Json;

public sealed class JsonReportReaderTests
{
    public static TheoryData<string, string> Reports =>
        [.. TestReport.Golden.Keys.SelectMany(_ => new[] { "json", "markdown", "comment", "github", "azure", "junit", "console" }, (name, format) => (name, format))];

    [Theory, MemberData(nameof(Reports))]
    public void What_was_read_writes_every_report_as_before(string name, string format)
    {
        var report = TestReport.Golden[name];
        // JSON cannot hold half a surrogate pair; everything else comes back.
        if (name == "hostile-names") report = TestReport.Hostile("##vso[x] ::error:: \u001b|<b> 100%");

        Assert.Equal(TestWriter.Text(format, report), TestWriter.Text(format, Reread(report)));
    }

    [Fact]
    public void Hostile_texts_come_back_as_they_were() =>
        Nasty.Text.Where(text => !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar) && !text.Contains('\0', StringComparison.Ordinal)).Sample(text =>
        {
            var report = TestReport.Hostile(text);
            return TestWriter.Text("json", report) == TestWriter.Text("json", Reread(report));
        }, iter: 100);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "schemaVersion": 2 }""")]
    [InlineData("""{ "schemaVersion": 1.5 }""")]
    [InlineData("""{ "schemaVersion": 1, "tool": { "version": "1" }, "verdict": "fine" }""")]
    [InlineData("""{ "schemaVersion": 1, "tool": "x", "verdict": "pass" }""")]
    [InlineData("""{ "schemaVersion": 1, "tool": { "version": "1" }, "verdict": "pass", "findings": [ 1 ] }""")]
    [InlineData("""{ "schemaVersion": 1, "tool": { "version": "1" }, "verdict": "pass", "targets": [ { "name": "x", "kind": "y", "logicalName": "z", "packages": [ { "type": "deb", "name": "a", "version": "1", "foundIn": "../../etc" } ] } ] }""")]
    [InlineData("""{ "schemaVersion": 1, "tool": { "version": "1" }, "verdict": "pass", "problems": [ { "code": "**x**", "title": "", "effect": "note", "subject": "", "detail": "", "hint": "" } ] }""")]
    [InlineData("""{ "version": "2.1.0", "runs": [] }""")]
    public void Anything_else_is_told_in_one_sentence(string text)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);

        var failure = Assert.Throws<GuardException>(() => JsonReportReader.Read(file));

        File.Delete(file);
        Assert.Equal(Problems.BadReport, failure.Problem);
    }

    [Theory]
    [InlineData("PG2005", "PG2005")]
    [InlineData("PG8999", "A problem of another version")]
    public void Words_that_reports_show_as_they_are_come_from_our_table(string code, string shown)
    {
        using var document = JsonDocument.Parse($$"""
            { "schemaVersion": 1, "tool": { "version": "1" }, "verdict": "incomplete",
              "problems": [ { "code": "{{code}}", "title": "<img src=x> @octocat", "effect": "incomplete", "subject": "s", "detail": "d", "hint": "[x](http://evil.example)\n##vso[a.b]" } ] }
            """);
        var report = JsonReportReader.Read(document.RootElement);

        Assert.All(new[] { "markdown", "github", "azure", "junit", "console" }, format =>
        {
            var text = TestWriter.Text(format, report);
            Assert.DoesNotContain("evil.example", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", text, StringComparison.Ordinal);
        });
        Assert.Contains(shown, TestWriter.Text("markdown", report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_told_too() =>
        Assert.Equal(Problems.BadReport, Assert.Throws<GuardException>(() => JsonReportReader.Read("no-such-report.json")).Problem);

    private static ScanReport Reread(ScanReport report)
    {
        using var document = JsonDocument.Parse(TestWriter.Text("json", report));
        return JsonReportReader.Read(document.RootElement);
    }
}
