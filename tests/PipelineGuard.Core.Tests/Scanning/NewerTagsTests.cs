using PipelineGuard.Advisories;
using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>The registry of the base image is asked for newer tags of its kind; they are scanned and compared.</summary>
public sealed class NewerTagsTests : IDisposable
{
    private const string Vulnerable = "3.1.4-r0", Fixed = "3.1.4-r5";

    private readonly FakeRegistry _registry = new(OciLayoutWriter.Write(Base(Vulnerable)));
    private readonly TemporaryFolder _folder = new();

    public NewerTagsTests()
    {
        _registry.Push("1.1", OciLayoutWriter.Write(Base(Vulnerable).With("usr/share/x", "1.1")));
        _registry.Push("1.2", OciLayoutWriter.Write(Base(Fixed)));
        _registry.Push("1.2-slim", OciLayoutWriter.Write(Base(Fixed).With("usr/share/x", "slim")));
        _registry.Push("2.0", OciLayoutWriter.Write(Base(Fixed).With("usr/share/x", "2.0")));
        _registry.List("1.0", "1.1", "1.2", "1.2-slim", "2.0", "latest");
    }

    public void Dispose()
    {
        _registry.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_newest_tag_of_the_same_kind_is_scanned_and_compared()
    {
        var report = await ScanAsync();

        var advice = report.Targets[0].Advice!;
        Assert.Equal((_registry.Image, true), (advice.Base, advice.KnowsBase));
        var candidate = Assert.Single(advice.Candidates);
        Assert.Equal((Tag("1.2"), 1, 1, 0), (candidate.Name, candidate.Before, candidate.Removed, candidate.Added));
        Assert.Equal(new("Dockerfile", 1, 6, 1, 6 + _registry.Image.Length, Tag("1.2")), candidate.Edit! with { Path = "Dockerfile" });
        Assert.DoesNotContain(report.Problems, problem => problem.Info.Effect != ProblemEffect.Note);
        Assert.DoesNotContain(_registry.Requests, request => request.Item is "manifests/2.0" or "manifests/1.2-slim" or "manifests/1.1");
    }

    [Fact]
    public async Task The_plan_leads_with_the_base_image_to_take()
    {
        var report = await ScanAsync();

        var remedy = RemedyPlan.Of(report).Remedies[0];
        Assert.Equal($"Take {Tag("1.2")} as base image in place of {_registry.Image}", remedy.Action);
        Assert.Equal((_registry.Image, "CVE-2026-0001"), (remedy.Base?.Replaces, Assert.Single(remedy.Removes).Rule.Value));
    }

    [Fact]
    public async Task The_tag_in_use_may_stand_for_another_image_by_now()
    {
        _registry.Push("1.0", OciLayoutWriter.Write(Base(Fixed).With("usr/share/x", "rebuilt")));
        _registry.List("1.0");

        var advice = (await ScanAsync()).Targets[0].Advice!;

        var candidate = Assert.Single(advice.Candidates);
        Assert.Equal((true, 1, 1, null), (candidate.IsRebuild, candidate.Before, candidate.Removed, candidate.Edit));
    }

    [Fact]
    public async Task Nothing_newer_is_said_when_everything_was_looked_at()
    {
        _registry.List("0.9", "1.0", "1.0-slim", "2.0", "latest");

        var report = await ScanAsync();

        Assert.Empty(report.Targets[0].Advice!.Candidates);
        Assert.Contains("no newer image of its kind was found", string.Join(' ', report.Targets[0].AdviceInWords), StringComparison.Ordinal);
    }

    [Theory, InlineData(404), InlineData(401), InlineData(429), InlineData(503)]
    public async Task A_registry_that_gives_no_list_is_told_and_nothing_newer_is_not(int status)
    {
        _registry.Instead = request => request.Item.StartsWith("tags/", StringComparison.Ordinal) ? Answer.Of(status) : null;

        var report = await ScanAsync();

        Assert.Null(report.Targets[0].Advice);
        Assert.Contains($"{status}", Assert.Single(report.Problems, problem => problem.Info.Code == "PG8005").Detail, StringComparison.Ordinal);
        Assert.Equal(Verdict.Incomplete, report.Verdict);
    }

    [Fact]
    public async Task A_tag_that_cannot_be_read_is_told_and_nothing_newer_is_not()
    {
        _registry.Instead = request => request.Item == "manifests/1.2" ? Answer.Of(404) : null;

        var report = await ScanAsync();

        Assert.Null(report.Targets[0].Advice);
        Assert.Contains(report.Problems, problem => problem.Info.Code == "PG8005" && problem.Subject == Tag("1.2"));
    }

    [Fact]
    public async Task A_list_that_does_not_end_gives_what_was_read_and_says_so()
    {
        var list = _registry["tags/list"];
        _registry.Instead = request => request.Item.StartsWith("tags/list", StringComparison.Ordinal) ? new(200, list, "Link: </v2/example/app/tags/list>; rel=\"next\"\r\n") : null;

        var report = await ScanAsync();

        Assert.Equal(Tag("1.2"), Assert.Single(report.Targets[0].Advice!.Candidates).Name);
        Assert.Contains(report.Problems, problem => problem.Info.Code == "PG8005" && problem.Detail.Contains("Not all", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_base_that_nobody_names_is_not_guessed()
    {
        var report = await ScanAsync(dockerfile: null);

        Assert.Null(report.Targets[0].Advice);
        Assert.Contains("Nothing says", Assert.Single(report.Problems, problem => problem.Info.Code == "PG8006").Detail, StringComparison.Ordinal);
        Assert.Empty(_registry.Requests);
    }

    [Theory]
    [InlineData("FROM example@sha256:4f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c04f2a91c0")]
    [InlineData("ARG BASE\nFROM $BASE")]
    [InlineData("FROM HOST/example/app:latest")]
    public async Task A_name_that_tells_no_newer_one_is_told(string from)
    {
        _registry.Push("latest", OciLayoutWriter.Write(Base(Vulnerable)));

        var report = await ScanAsync(from.Replace("HOST", _registry.Host, StringComparison.Ordinal));

        Assert.Null(report.Targets[0].Advice);
        Assert.Contains(report.Problems, problem => problem.Info.Code == "PG8006");
    }

    [Fact]
    public async Task A_base_image_is_compared_with_its_own_newer_tags()
    {
        using var guard = await GuardRun.WithStoreAsync();
        var options = new GuardOptions { Targets = ["registry:" + _registry.Image], Outputs = [], Database = guard.Stores, Offline = true, Cache = false };

        var report = (await Guard.AdviseAsync(options, new SilentLog(), new FixedTime(guard.Now), TestContext.Current.CancellationToken)).Report;

        Assert.Contains($"{_registry.Image} → {Tag("1.2")}: removes 1 of 1, adds 0", report.Targets[0].AdviceInWords);
    }

    [Fact]
    public async Task An_image_that_was_built_on_another_is_no_base_image_itself()
    {
        using var guard = await GuardRun.WithStoreAsync();
        using var app = Base(Vulnerable).Layer("COPY x /app").With("app/x", "x").AsDockerArchive();
        using var newer = Base(Fixed).AsDockerArchive();
        var options = new GuardOptions { Targets = [app.Path], NewerBases = ["registry", newer.Path], Outputs = [], Database = guard.Stores, Offline = true, Cache = false };

        var report = (await Guard.AdviseAsync(options, new SilentLog(), new FixedTime(guard.Now), TestContext.Current.CancellationToken)).Report;

        Assert.Contains(report.Problems, problem => problem.Info.Code == "PG8006");
        Assert.False(report.Targets[0].Advice!.KnowsBase);
    }

    [Fact]
    public async Task A_Dockerfile_is_no_image_whose_base_could_be_compared()
    {
        File.WriteAllText(_folder["Dockerfile"], "FROM alpine:3.23\n");
        var options = new GuardOptions { Targets = [_folder["Dockerfile"]], Outputs = [], Starter = true, Offline = true };

        var failure = await Assert.ThrowsAsync<GuardException>(() => Guard.AdviseAsync(options, new SilentLog(), TestContext.Current.CancellationToken));

        Assert.Equal(Problems.NotAnImage, failure.Problem);
    }

    private string Tag(string tag) => _registry.Image.Replace(":1.0", ":" + tag, StringComparison.Ordinal);

    private static TestImage Base(string openssl) => TestImage.Alpine().With("lib/apk/db/installed", TestImage.ApkEntry("openssl", openssl)).EmptyHistory("CMD [\"/bin/sh\"]");

    private Task<ScanReport> ScanAsync() => ScanAsync($"FROM {_registry.Image}");

    private async Task<ScanReport> ScanAsync(string? dockerfile)
    {
        using var guard = await GuardRun.WithStoreAsync();
        using var app = Base(Vulnerable).Layer("COPY x /app # buildkit").With("app/x", "x").AsDockerArchive();
        if (dockerfile is not null) File.WriteAllText(_folder["Dockerfile"], dockerfile + "\nCOPY x /app\n");
        var options = new GuardOptions
        {
            Targets = [app.Path],
            Dockerfile = dockerfile is null ? null : _folder["Dockerfile"],
            NewerBases = ["registry"],
            Outputs = [],
            Database = guard.Stores,
            Offline = true,
            Cache = false,
        };
        return (await Guard.RunAsync(options, new SilentLog(), new FixedTime(guard.Now), TestContext.Current.CancellationToken)).Report;
    }
}
