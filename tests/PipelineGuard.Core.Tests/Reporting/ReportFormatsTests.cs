using PipelineGuard.Findings;

namespace PipelineGuard.Reporting;

public sealed class ReportFormatsTests
{
    [Fact]
    public void Every_format_is_found_by_its_name() => Assert.All(ReportFormats.All, format => Assert.Same(format, ReportFormats.Find(format.Name)));

    [Fact]
    public void Names_are_listed_once() => Assert.Equal(ReportFormats.All.Length, ReportFormats.All.Select(format => format.Name).Distinct().Count());

    [Theory]
    [InlineData("")]
    [InlineData("pdf")]
    [InlineData("SARIF")]
    public void Other_names_are_not_found(string name)
    {
        Assert.Null(ReportFormats.Find(name));
        var failure = Assert.Throws<GuardException>(() => ReportFormats.Get(name));
        Assert.Equal(Problems.BadUsage, failure.Problem);
        Assert.Contains("console, json, sarif, openvex, markdown", failure.Message, StringComparison.Ordinal);
    }
}
