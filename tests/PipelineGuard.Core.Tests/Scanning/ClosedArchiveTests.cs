using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.Packages.Java;
using PipelineGuard.Policy;

namespace PipelineGuard.Scanning;

/// <summary>An archive that could not be looked into makes a scan incomplete, until somebody allows its path.</summary>
public sealed class ClosedArchiveTests
{
    private static readonly byte[] Locked = new MadeZip { Flags = 1 }.With("a.ini", "nothing").ToBytes();
    private static readonly byte[] SevenZip = [(byte)'7', (byte)'z', 0xbc, 0xaf, 0x27, 0x1c, 0, 4, .. new byte[40]];

    [Fact]
    public async Task Nobody_can_say_pass()
    {
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ScanAsync(Image());

        Assert.Equal(Verdict.Incomplete, result.Verdict);
        Assert.Equal(["srv/app.7z", "srv/locked.zip"], Closed(result, Problems.ArchiveNotOpened));
    }

    [Fact]
    public async Task Compliance_does_not_call_it_a_pass()
    {
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ScanAsync(Image(), options => options with { Compliance = ["cis-docker"] });

        Assert.Equal("NotAnswered", result.Report.Compliance.Single().Controls.Single(control => control.Control.Id == "4.10").Status.ToString());
    }

    [Theory]
    [InlineData("srv/*", "2027-01-01", Verdict.Pass, 2)]
    [InlineData("srv/locked.zip", "2027-01-01", Verdict.Incomplete, 1)]
    [InlineData("srv/*", "2026-01-01", Verdict.Incomplete, 0)]
    public async Task A_policy_may_allow_it_for_a_time(string path, string expires, Verdict verdict, int allowed)
    {
        using var guard = await GuardRun.WithStoreAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["policy.yml"], $"version: 1\nsecrets:\n  allow:\n    - path: {path}\n      reason: test data with a known password\n      expires: {expires}\n", TestContext.Current.CancellationToken);

        var result = await guard.ScanAsync(Image(), options => options with { Policy = folder["policy.yml"] });

        Assert.Equal((verdict, allowed), (result.Verdict, Closed(result, Problems.ArchiveAllowed).Count()));
        Assert.Equal(2 - allowed, Closed(result, Problems.ArchiveNotOpened).Count());
        Assert.DoesNotContain("PG1005", GuardRun.Codes(result.Report));
    }

    [Fact]
    public async Task Package_managers_archives_are_nobodys_secret()
    {
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ScanAsync(TestImage.Alpine().With("usr/share/app/a.7z", SevenZip).With("var/cache/a.zip", Locked).AsDockerArchive());

        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    private static TestTarget Image() => TestImage.Alpine().With("srv/locked.zip", Locked).With("srv/app.7z", SevenZip).AsDockerArchive();

    private static IEnumerable<string> Closed(GuardResult result, ProblemInfo problem) => result.Report.Problems.Where(one => one.Info == problem).Select(one => one.Subject).Order(StringComparer.Ordinal);
}
