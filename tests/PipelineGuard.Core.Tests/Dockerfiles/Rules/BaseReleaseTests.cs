using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Lifecycle;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>What image names say about their content.</summary>
public sealed class BaseReleaseTests
{
    private static readonly DockerfileContext Context = new() { SupportDates = SupportDates.Embedded, Today = new(2024, 7, 1) };

    [Theory]
    [InlineData("debian:10.3-slim", "Debian 10 (buster)")]
    [InlineData("debian:buster-20240101", "Debian 10 (buster)")]
    [InlineData("alpine:3.12.1", "Alpine 3.12")]
    [InlineData("python:3.12-slim-buster", "Debian 10 (buster)")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:6.0-alpine3.15", "Alpine 3.15")]
    [InlineData("mirror.gcr.io/library/centos:centos7.9.2009", "CentOS 7")]
    public void Finds_the_distribution_without_support(string image, string expected) =>
        Assert.Equal([expected], BaseRelease.DistributionsOf(ImageReference.Parse(image)).Select(Describe));

    [Theory]
    [InlineData("debian:11")] // until 2026-08-31
    [InlineData("example/debian:9")]
    [InlineData("debian")]
    public void Is_silent_about_what_is_supported_or_unknown(string image) =>
        Assert.All(BaseRelease.DistributionsOf(ImageReference.Parse(image)), release => Assert.Null(release.OutOfSupport(Context)));

    [Fact]
    public void Is_supported_up_to_and_including_the_last_day()
    {
        var buster = BaseRelease.DistributionsOf(ImageReference.Parse("debian:10")).Single();

        Assert.Null(buster.OutOfSupport(Context with { Today = new(2024, 6, 30) }));
        Assert.Equal(("10 (buster)", new DateOnly(2024, 7, 1)), buster.OutOfSupport(Context));
    }

    [Fact]
    public void Judges_nothing_without_a_day()
    {
        var old = BaseRelease.RuntimeOf(ImageReference.Parse("node:8"))!;

        Assert.Null(old.OutOfSupport(Context with { Today = null }));
        Assert.Null(old.OutOfSupport(Context with { SupportDates = null }));
    }

    private static string Describe(BaseRelease release) => $"{release.Title} {release.OutOfSupport(Context)?.Release}";
}
