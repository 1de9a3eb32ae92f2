using PipelineGuard.Advisories;
using PipelineGuard.Images.Building;

namespace PipelineGuard.Scanning;

/// <summary>The base image is told by its layers, and others are held against it.</summary>
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
        Assert.Equal([new BaseCandidate(newer.Path, 1, 1, 0, true), new BaseCandidate(worse.Path, 1, 0, 1, true)], advice.Candidates);
    }

    [Fact]
    public async Task Counts_what_a_newer_base_removes_and_adds()
    {
        using var used = Base(Vulnerable).AsDockerArchive();
        using var newer = Base(Fixed).AsDockerArchive();
        using var other = TestImage.Debian().AsDockerArchive();

        var advice = await AdviseAsync(used, other, newer);

        Assert.Equal((null, false), (advice.Base, advice.KnowsBase));
        Assert.Equal([new BaseCandidate(newer.Path, 1, 1, 0, true), new BaseCandidate(other.Path, 1, 1, 0, false)], advice.Candidates);
    }

    private static TestImage Base(string openssl) => TestImage.Alpine().With("lib/apk/db/installed", TestImage.ApkEntry("openssl", openssl));

    private static string Packages(string openssl, string curl) => TestImage.ApkEntry("openssl", openssl) + TestImage.ApkEntry("curl", curl);

    private static async Task<BaseAdvice> AdviseAsync(TestTarget image, params TestTarget[] others)
    {
        using var guard = await GuardRun.WithStoreAsync();
        var options = new GuardOptions { Targets = [image.Path, .. others.Select(other => other.Path)], Outputs = [], Database = guard.Stores, Offline = true };
        return BaseAdvice.Of((await Guard.RunAsync(options, new SilentLog(), new FixedTime(guard.Now), TestContext.Current.CancellationToken)).Report);
    }
}
