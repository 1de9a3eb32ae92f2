namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>What the names of Microsoft's images say.</summary>
public sealed class DotnetImageTests
{
    [Theory]
    [InlineData("mcr.microsoft.com/dotnet/sdk:10.0", "Sdk", "10.0", 10)]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:8.0.11-jammy-chiseled-extra@sha256:4f2a91c0", "AspNet", "8.0", 8)]
    [InlineData("mcr.microsoft.com/dotnet/core/runtime:3.1-alpine", "Runtime", "3.1", 3)]
    [InlineData("mcr.microsoft.com/dotnet/nightly/runtime-deps:11.0-preview", "RuntimeDeps", "11.0", 11)]
    [InlineData("mcr.microsoft.com/dotnet/sdk:8", "Sdk", null, null)]
    [InlineData("mcr.microsoft.com/dotnet/sdk:latest", "Sdk", null, null)]
    [InlineData("mcr.microsoft.com/dotnet/sdk:99999999999.0", "Sdk", null, null)]
    [InlineData("mcr.microsoft.com/dotnet/sdk", "Sdk", null, null)]
    [InlineData("mcr.microsoft.com/dotnet/monitor:8.0", null, null, null)]
    [InlineData("example.com/dotnet/sdk:8.0", null, null, null)]
    public void Reads_kind_and_version(string name, string? kind, string? version, int? major)
    {
        var image = DotnetImage.Of(Dockerfile.Parse($"FROM {name}").FinalStage!.Base);

        Assert.Equal(kind, image?.Kind.ToString());
        Assert.Equal(version, image?.Version);
        Assert.Equal(major, image?.Major);
    }
}
