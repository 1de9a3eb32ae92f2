using PipelineGuard.Images.Building;

namespace PipelineGuard.Scanning;

/// <summary>The image tells what it stands on, in its labels or in its manifest.</summary>
public sealed class BaseNameTests
{
    private const string NameKey = "org.opencontainers.image.base.name", DigestKey = "org.opencontainers.image.base.digest";

    private static readonly string Digest = $"sha256:{new string('a', 64)}";

    [Fact]
    public async Task Named_by_an_annotation()
    {
        var found = await BaseOfAsync([], Said("docker.io/library/alpine:3.23"));

        Assert.Equal(("docker.io/library/alpine:3.23", "annotation", Digest), (found!.Name, found.By, found.Digest));
    }

    [Fact]
    public async Task Labels_count_before_annotations()
    {
        var found = await BaseOfAsync(Said("alpine:3.22"), Said("alpine:3.23"));

        Assert.Equal(("alpine:3.22", "label"), (found!.Name, found.By));
    }

    [Fact]
    public async Task Blank_names_are_none() => Assert.Null(await BaseOfAsync(Said(" "), []));

    private static Dictionary<string, string> Said(string name) => new() { [NameKey] = name, [DigestKey] = Digest };

    private static async Task<Reporting.BaseImageFacts?> BaseOfAsync(Dictionary<string, string> labels, Dictionary<string, string> annotations)
    {
        using var guard = await GuardRun.WithStoreAsync();
        var image = TestImage.Alpine().Config(config => config with { Labels = labels, Annotations = annotations });
        var result = await guard.ScanAsync(image.AsOciDirectory());
        return Assert.Single(result.Report.Targets).Base;
    }
}
