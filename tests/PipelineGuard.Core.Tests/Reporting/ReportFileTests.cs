using PipelineGuard.Findings;

namespace PipelineGuard.Reporting;

public sealed class ReportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipelineguard-").FullName;

    [Theory]
    [InlineData("console")]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("markdown")]
    public void Writes_what_the_format_writes(string format)
    {
        var file = Path.Combine(_folder, "report");
        ReportFile.Write(file, format, TestReport.TwoFindings);

        Assert.Equal(TestWriter.Text(format, TestReport.TwoFindings), File.ReadAllText(file));
        Assert.NotEqual(0xEF, File.ReadAllBytes(file)[0]);
    }

    [Fact]
    public void Replaces_an_older_report_and_leaves_nothing_beside_it()
    {
        var file = Path.Combine(_folder, "report.json");
        File.WriteAllText(file, new string('x', 100_000));
        ReportFile.Write(file, "json", TestReport.Empty);

        Assert.Equal(TestWriter.Text("json", TestReport.Empty), File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Leaves_the_older_report_alone_when_it_fails()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "report.json")).FullName;
        var failure = Assert.Throws<GuardException>(() => ReportFile.Write(folder, "json", TestReport.Empty));

        Assert.Equal(Problems.OutputFailed, failure.Problem);
        Assert.Equal([folder], Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("missing/report.json")]
    [InlineData("nul\0.json")]
    public void Says_which_file_it_could_not_write(string name)
    {
        var file = Path.Combine(_folder, name);
        var failure = Assert.Throws<GuardException>(() => ReportFile.Write(file, "json", TestReport.Empty));

        Assert.Equal(Problems.OutputFailed, failure.Problem);
        Assert.Equal(file, failure.Subject);
    }

    [Fact]
    public void Refuses_a_format_before_it_touches_the_disk()
    {
        var file = Path.Combine(_folder, "report.pdf");

        Assert.Equal(Problems.BadUsage, Assert.Throws<GuardException>(() => ReportFile.Write(file, "pdf", TestReport.Empty)).Problem);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Writes_to_a_device_without_replacing_it()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no /dev/null.");
        ReportFile.Write("/dev/null", "json", TestReport.Empty);

        Assert.Equal(0, new FileInfo("/dev/null").Length);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
