using System.Runtime.CompilerServices;

namespace PipelineGuard.Reporting;

/// <summary>Shows in a review what changed in the output. <c>PIPELINEGUARD_UPDATE=1 dotnet test</c> rewrites the files.</summary>
public sealed class GoldenReports
{
    public static TheoryData<string, string> Files => [.. TestReport.Golden.Keys.SelectMany(_ => ReportFormats.All.Where(format => !format.IsBillOfMaterials), (name, format) => (name, format.Name))];

    [Theory, MemberData(nameof(Files))]
    public void Writes_what_was_reviewed(string name, string format)
    {
        var written = TestWriter.Text(format, TestReport.Golden[name]);
        var file = Path.Combine(Here(), "Golden", $"{name}.{Extension(format)}");
        if (Environment.GetEnvironmentVariable("PIPELINEGUARD_UPDATE") == "1") File.WriteAllText(file, written);

        Assert.Equal(File.ReadAllText(file), written);
    }

    [Theory, MemberData(nameof(Files))]
    public void Gives_the_same_bytes_for_the_same_scan(string name, string format)
    {
        var report = TestReport.Golden[name];
        var shuffled = report with { Findings = [.. report.Findings.Reverse()] };

        Assert.Equal(TestWriter.Text(format, report), TestWriter.Text(format, shuffled));
    }

    private static string Extension(string format) => format switch
    {
        "console" => "txt",
        "markdown" => "md",
        "openvex" => "openvex.json",
        "comment" => "comment.md",
        "github" => "github.log",
        "azure" => "azure.log",
        "junit" => "junit.xml",
        "compliance" => "compliance.md",
        _ => format,
    };

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
