using PipelineGuard.Advisories;
using PipelineGuard.Images.Building;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>The base image is told by its layers, and images at hand are held against it.</summary>
public sealed class BaseAdviceTests
{
    private const string Vulnerable = "3.1.4-r0", Fixed = "3.1.4-r5";

    [Fact]
    public async Task Tells_the_base_by_its_layers_and_what_others_change()
    {
        using var app = Base(Vulnerable).Layer("COPY . /app").With("lib/apk/db/installed", Packages(Vulnerable, "8.4.0-r0")).AsDockerArchive();
        using var used = Base(Vulnerable).AsDockerArchive();
        using var newer = Base(Fixed).AsDockerArchive();
        using var worse = TestImage.Alpine().With("lib/apk/db/installed", Packages(Vulnerable, "8.4.0-r0")).AsDockerArchive();

        var advice = await AdviseAsync(app, worse, used, newer);

        Assert.Equal((used.Path, true), (advice.Base, advice.KnowsBase));
        Assert.Equal([(newer.Path, 1, 1, 0, true), (worse.Path, 1, 0, 1, true)], Numbers(advice));
        Assert.Equal(newer.Path, advice.Best?.Name);
    }

    [Fact]
    public async Task Counts_what_a_newer_base_removes_and_adds()
    {
        using var used = Base(Vulnerable).AsDockerArchive();
        using var newer = Base(Fixed).AsDockerArchive();
        using var empty = TestImage.Alpine().With("lib/apk/db/installed", TestImage.ApkEntry("musl", "1.2.5-r1")).AsDockerArchive();

        var advice = await AdviseAsync(used, empty, newer);

        Assert.Equal((null, false), (advice.Base, advice.KnowsBase));
        Assert.Equal([(1, 1, 0), (1, 1, 0)], Numbers(advice).Select(row => (row.Before, row.Removed, row.Added)));
        // All of the image's vulnerabilities were counted, so nothing says that a base image would remove them.
        Assert.Null(advice.Best);
    }

    [Fact]
    public async Task A_candidate_that_could_not_be_looked_at_whole_is_no_better_one()
    {
        using var app = Base(Vulnerable).Layer("COPY . /app").With("app/x", "x").AsDockerArchive();
        using var used = Base(Vulnerable).AsDockerArchive();
        using var broken = TestImage.Alpine().RawLayer("no tar"u8.ToArray()).AsDockerArchive();
        using var other = TestImage.Debian().AsDockerArchive();

        var report = await ScanAsync(app, used, broken, other);

        Assert.Equal(["PG8005", "PG8005"], report.Problems.Where(problem => problem.Info.Code.StartsWith("PG8", StringComparison.Ordinal)).Select(problem => problem.Info.Code));
        Assert.Contains(report.Problems, problem => problem.Subject == other.Path && problem.Detail.Contains("starter", StringComparison.Ordinal));
        Assert.Null(report.Targets[0].Advice);
        Assert.Equal(Policy.Verdict.Incomplete, report.Verdict);
    }

    [Fact]
    public async Task What_is_no_image_does_not_end_the_scan()
    {
        using var app = Base(Vulnerable).AsDockerArchive();
        using var newer = Base(Fixed).AsDockerArchive();

        var report = await ScanAsync(app, [newer.Path, newer.Path + ".not-there"]);

        Assert.Equal(newer.Path, Assert.Single(report.Targets[0].Advice!.Candidates).Name);
        Assert.Equal([newer.Path + ".not-there"], report.Problems.Where(problem => problem.Info.Code == "PG8005").Select(problem => problem.Subject));
    }

    [Fact]
    public async Task A_folder_stands_for_the_images_in_it()
    {
        using var folder = new TemporaryFolder();
        using var app = Base(Vulnerable).AsDockerArchive();
        using var newer = Base(Fixed).AsDockerArchive();
        File.Copy(newer.Path, folder["newer.tar"]);
        File.WriteAllText(folder["readme.txt"], "not an image");

        var report = await ScanAsync(app, [folder.Path]);

        Assert.Equal(folder["newer.tar"], Assert.Single(report.Targets[0].Advice!.Candidates).Name);
    }

    [Fact]
    public async Task Findings_and_problems_of_candidates_stay_out_of_the_report()
    {
        using var app = Base(Fixed).AsDockerArchive();
        using var worse = Base(Vulnerable).AsDockerArchive();

        var report = await ScanAsync(app, worse);

        Assert.Empty(report.Findings.Where(finding => finding.Kind == Findings.FindingKind.Vulnerability));
        Assert.Equal(app.Path, Assert.Single(report.Targets).Name);
    }

    private static TestImage Base(string openssl) => TestImage.Alpine().With("lib/apk/db/installed", TestImage.ApkEntry("openssl", openssl));

    private static string Packages(string openssl, string curl) => TestImage.ApkEntry("openssl", openssl) + TestImage.ApkEntry("curl", curl);

    private static IEnumerable<(string Name, int Before, int Removed, int Added, bool IsSameDistribution)> Numbers(BaseAdvice advice) =>
        advice.Candidates.Select(candidate => (candidate.Name, candidate.Before, candidate.Removed, candidate.Added, candidate.IsSameDistribution));

    private static async Task<BaseAdvice> AdviseAsync(TestTarget image, params TestTarget[] others) => (await ScanAsync(image, others)).Targets[0].Advice!;

    private static Task<ScanReport> ScanAsync(TestTarget image, params TestTarget[] others) => ScanAsync(image, [.. others.Select(other => other.Path)]);

    private static async Task<ScanReport> ScanAsync(TestTarget image, string[] others)
    {
        using var guard = await GuardRun.WithStoreAsync();
        var options = new GuardOptions { Targets = [image.Path], NewerBases = [.. others], Outputs = [], Database = guard.Stores, Offline = true, Cache = false };
        return (await Guard.RunAsync(options, new SilentLog(), new FixedTime(guard.Now), TestContext.Current.CancellationToken)).Report;
    }
}
