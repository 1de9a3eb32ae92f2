using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.Reporting;
using PipelineGuard.Scanning;

namespace PipelineGuard.Baselines;

/// <summary>What is known is told from what is new, through every form that a baseline may have.</summary>
public sealed class BaselineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    public async Task Tells_new_from_unchanged_and_fixed_whatever_the_form(string form)
    {
        using var run = await GuardRun.WithStoreAsync();
        var before = await run.ScanAsync(Image(("openssl", "3.1.4-r1")));
        var file = Written(before.Report, form);

        var after = await run.ScanAsync(Image(("openssl", "3.1.4-r2"), ("curl", "8.0.0-r0")), options => options with { Baseline = file });

        Assert.Equal(FindingState.Unchanged, Of(after.Report, "openssl").State);
        Assert.Equal(FindingState.New, Of(after.Report, "curl").State);
        Assert.Empty(after.Report.Baseline!.Fixed);
        var mended = await run.ScanAsync(Image(("curl", "8.0.0-r0")), options => options with { Baseline = file });
        Assert.Contains(mended.Report.Baseline!.Fixed, entry => entry.Rule.Contains("0001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_what_is_new_counts_when_asked_for()
    {
        using var run = await GuardRun.WithStoreAsync();
        var file = Written((await run.ScanAsync(Image(("openssl", "3.1.4-r1")))).Report, "text");

        GuardOptions NewOnly(GuardOptions options) => options with { Baseline = file, NewOnly = true, FailOn = Severity.Info };

        Assert.Equal(Policy.Verdict.Pass, (await run.ScanAsync(Image(("openssl", "3.1.4-r2")), NewOnly)).Verdict);
        Assert.Equal(Policy.Verdict.Block, (await run.ScanAsync(Image(("openssl", "3.1.4-r2"), ("curl", "8.0.0-r0")), NewOnly)).Verdict);
    }

    [Fact]
    public async Task New_only_without_a_baseline_is_a_mistake()
    {
        using var run = await GuardRun.WithStoreAsync();

        Assert.Equal(Problems.BadUsage, (await Assert.ThrowsAsync<GuardException>(() => run.ScanAsync(Image(("curl", "1-r0")), options => options with { NewOnly = true }))).Problem);
    }

    [Fact]
    public void Reads_what_it_writes_whatever_stands_in_it()
    {
        var entries = new[]
        {
            new BaselineEntry("0123", "CVE-1", "a b\n# c\u001b[31m%41*", Severity.High, "team/shop"),
            new BaselineEntry("4567", "PGD001", "", Severity.Info, null),
            new BaselineEntry("89ab", "CVE-2", "\ud83d\ude00 ü", Severity.Critical, "*"),
        };

        var text = BaselineText.Write(new(entries));

        Assert.Equal(entries.Order(), BaselineText.Read(text, "x").Entries);
        Assert.DoesNotContain('\u001b', text);
        Assert.Equal(entries.Length + 2, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("# pipelineguard-baseline 1\na b c", "bad(2,1)")]
    [InlineData("# pipelineguard-baseline 1\n\n* CVE-1 x worst 00", "bad(3,1)")]
    [InlineData("{ \"runs\": [ }", "no JSON")]
    [InlineData("{ \"something\": 1 }", "neither")]
    [InlineData("hello", "neither")]
    [InlineData("", "neither")]
    public void Says_what_is_wrong_with_a_file(string text, string said)
    {
        File.WriteAllText(_folder["bad"], text);

        var failure = Assert.Throws<GuardException>(() => BaselineFile.Read(_folder["bad"]));

        Assert.Equal(Problems.BadBaseline, failure.Problem);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_there_is_no_file() => Assert.Equal(Problems.BadBaseline, Assert.Throws<GuardException>(() => BaselineFile.Read(_folder["none"])).Problem);

    private static Finding Of(ScanReport report, string package) => report.Findings.Single(finding => finding.Package?.Name == package);

    private string Written(ScanReport report, string form)
    {
        var file = _folder[$"before.{form}"];
        if (form == "text") BaselineFile.Write(Baseline.Of(report.Findings, report.Targets.ToDictionary(target => target.Name, target => target.LogicalName)), file);
        else ReportFile.Write(file, form, report);
        return file;
    }

    private static TestTarget Image(params (string Name, string Version)[] packages) =>
        TestImage.Alpine().With("lib/apk/db/installed", string.Concat(packages.Select(package => TestImage.ApkEntry(package.Name, package.Version)))).AsDockerArchive();
}
