using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;

namespace PipelineGuard.Scanning;

/// <summary>Dockerfiles that ask for another platform than their base images have, as registries and images of the same run tell.</summary>
public sealed class BasePlatformsTests : IDisposable
{
    private readonly FakeRegistry _registry = new(OciLayoutWriter.WriteMultiPlatform(Of("linux/amd64"), Of("linux/arm64/v8")));
    private readonly TemporaryFolder _folder = new();

    public BasePlatformsTests() => _registry.Push("single", OciLayoutWriter.Write(Of("linux/s390x")));

    public void Dispose()
    {
        _registry.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("FROM --platform=linux/amd64 {0}:1.0", null, null)]
    [InlineData("FROM --platform=linux/arm64 {0}:1.0", null, null)]
    [InlineData("FROM --platform=linux/s390x {0}:1.0", null, "is made for linux/amd64, linux/arm64/v8; the stage asks for linux/s390x.")]
    [InlineData("FROM --platform=linux/amd64 {0}:single", null, "is made for linux/s390x; the stage asks for linux/amd64.")]
    [InlineData("FROM {0}:single", null, null)]
    [InlineData("FROM {0}:single", "linux/arm64", "is made for linux/s390x; the image is built for linux/arm64.")]
    [InlineData("FROM --platform=$BUILDPLATFORM {0}:single AS build\nFROM scratch", "linux/arm64", null)]
    public async Task The_registry_is_asked_when_the_user_allows_it(string dockerfile, string? platform, string? expected)
    {
        var report = await ScanAsync(Text(dockerfile), options => options with { NewerBases = ["registry"], Platform = platform });

        Assert.Equal(expected is null, Found(report) is null);
        Assert.EndsWith(expected ?? "", Found(report)?.Message ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain(report.Problems, problem => problem.Info == Problems.BasesUnknown);
    }

    [Fact]
    public async Task Nobody_is_asked_unless_the_user_says_so()
    {
        var report = await ScanAsync(Text("FROM --platform=linux/s390x {0}:1.0"), options => options);

        Assert.Null(Found(report));
        Assert.Empty(_registry.Requests);
    }

    [Fact]
    public async Task What_could_not_be_asked_is_not_taken_for_right()
    {
        var report = await ScanAsync(Text("FROM --platform=linux/s390x {0}:missing"), options => options with { NewerBases = ["registry"] });

        Assert.Equal(Verdict.Incomplete, report.Verdict);
        Assert.Equal($"{Repository}:missing", Assert.Single(report.Problems, problem => problem.Info == Problems.BasesUnknown).Subject);
    }

    [Theory]
    [InlineData("linux/amd64", "linux/arm64", true)]
    [InlineData("linux/arm64", "linux/arm64", false)]
    public async Task An_image_that_was_built_from_it_tells(string built, string asked, bool isFound)
    {
        using var image = Of(built).Layer("RUN /bin/sh -c apk add curl=8 # buildkit").With("usr/bin/curl", "x").AsDockerArchive();

        var report = await ScanAsync($"FROM --platform={asked} alpine:3.23\nRUN apk add curl=8\n", options => options with { Targets = [image.Path, .. options.Targets!.Value] });

        Assert.Equal(isFound, Found(report) is not null);
    }

    [Fact]
    public async Task A_comment_switches_it_off()
    {
        var report = await ScanAsync(Text("# check=skip=InvalidBaseImagePlatform\nFROM --platform=linux/s390x {0}:1.0"), options => options with { NewerBases = ["registry"] });

        Assert.Equal(FindingState.Waived, Found(report)!.State);
    }

    private string Repository => _registry.Image[.._registry.Image.LastIndexOf(':')];

    private string Text(string dockerfile) => dockerfile.Replace("{0}", Repository, StringComparison.Ordinal) + "\n";

    private static Finding? Found(ScanReport report) => report.Findings.SingleOrDefault(finding => finding.Rule.Value == "PGD061");

    private static TestImage Of(string platform) => TestImage.Alpine().Platform(platform).With("usr/share/platform", platform);

    private async Task<ScanReport> ScanAsync(string dockerfile, Func<GuardOptions, GuardOptions> change)
    {
        File.WriteAllText(_folder["Dockerfile"], dockerfile);
        var options = new GuardOptions { Targets = [_folder["Dockerfile"]], Outputs = [], Starter = true, Offline = true, Cache = false };
        return (await Guard.RunAsync(change(options), new SilentLog(), TestContext.Current.CancellationToken)).Report;
    }
}
