using PipelineGuard.Findings;
using PipelineGuard.Images.Building;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>Images for several platforms in a registry.</summary>
public sealed class RegistryPlatformTests : IDisposable
{
    private readonly FakeRegistry _registry = new(OciLayoutWriter.WriteMultiPlatform(Of("linux/amd64"), Of("linux/arm64/v8"), Of("linux/s390x")));

    public void Dispose() => _registry.Dispose();

    [Theory, InlineData("linux/amd64"), InlineData("linux/arm64/v8"), InlineData("linux/s390x")]
    public async Task Takes_the_platform_asked_for_and_fetches_no_other(string platform)
    {
        using var read = await RegistryRead.ReadAsync(_registry, platform: platform);

        Assert.Equal(["0 first visible " + platform], read.Files);
        Assert.Empty(read.Log.Problems);
        Assert.Equal(2, _registry.Requests.Where(request => request.Item.StartsWith("blobs/", StringComparison.Ordinal)).Select(request => request.Item).Distinct().Count());
        var platforms = System.Text.Json.Nodes.JsonNode.Parse(_registry["manifests/1.0"])!["manifests"]!.AsArray().Take(3).Select(item => "manifests/" + item!["digest"]);
        Assert.Equal(["manifests/" + read.Image.Digest], platforms.Intersect(_registry.Requests.Select(request => request.Item)));
    }

    [Fact]
    public async Task Lists_the_platforms_that_are_there()
    {
        var refusal = await Assert.ThrowsAsync<GuardException>(() => RegistryRead.ReadAsync(_registry, platform: "linux/mips64"));

        Assert.Equal("PG2004", refusal.Problem.Code);
        Assert.Equal("There is no linux/mips64; there is linux/amd64, linux/arm64/v8, linux/s390x.", refusal.Detail);
    }

    [Fact]
    public async Task A_manifest_of_other_bytes_than_its_index_states_is_told_and_nothing_it_names_is_fetched()
    {
        using var liar = new FakeRegistry(OciLayoutWriter.Write(Of("linux/amd64")));
        var other = System.Text.Json.Nodes.JsonNode.Parse(_registry["manifests/1.0"])!["manifests"]![0]!["digest"]!.GetValue<string>();
        _registry.Add("manifests/" + other, OciLayoutWriter.ManifestType, liar["manifests/1.0"].Concat(" "u8.ToArray()).ToArray());

        var log = new TestLog();
        var failure = Record.Exception(() => ImageOpener.Open("registry:" + _registry.Image, "linux/amd64", IO.ReadLimits.Default, log, TestContext.Current.CancellationToken, registries: FakeRegistry.Access).Dispose());

        Assert.True(failure is GuardException { Problem.Code: "PG2003" } || log.Codes.Contains("PG2006"), failure?.ToString());
        Assert.DoesNotContain(_registry.Requests, request => liar.Layers.Contains(request.Item));
    }

    [Fact]
    public async Task An_index_that_names_itself_ends()
    {
        var index = System.Text.Json.Nodes.JsonNode.Parse(_registry["manifests/1.0"])!;
        var self = ImageJson.Descriptor(OciLayoutWriter.IndexType, [7]);
        index["manifests"]!.AsArray().Insert(0, self);
        _registry.Add("manifests/1.0", OciLayoutWriter.IndexType, ImageJson.Bytes(index));
        _registry.Add("manifests/" + self["digest"], OciLayoutWriter.IndexType, ImageJson.Bytes(index));

        using var read = await RegistryRead.ReadAsync(_registry, platform: "linux/amd64");

        Assert.Equal(["0 first visible linux/amd64"], read.Files);
        Assert.Contains("PG2006", read.Log.Codes);
    }

    private static TestImage Of(string platform) => TestImage.Empty().Platform(platform).With("first", platform);
}
