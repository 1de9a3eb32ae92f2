using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Packaging;

/// <summary>Mounts keep what is written to them out of the layer.</summary>
public sealed class CacheMountsTests
{
    [Theory]
    [InlineData("type=cache,target=/var/lib/apt", "/var/lib/apt/lists", true)]
    [InlineData("type=cache,target=/var/lib/apt/lists/", "/var/lib/apt/lists", true)]
    [InlineData("type=tmpfs,target=/var", "/var/lib/apt/lists", true)]
    [InlineData("type=cache,target=/var/cache/apt", "/var/lib/apt/lists", false)]
    [InlineData("type=cache,target=/var/lib/apt/lists/partial", "/var/lib/apt/lists", false)]
    [InlineData("type=bind,target=/var/lib/apt", "/var/lib/apt/lists", false)]
    [InlineData("type=cache,target=/root/.cache/pip", ".cache/pip", true)]
    [InlineData("type=cache,target=/home/app/.cache", ".cache/pip", true)]
    [InlineData("type=cache,target=/root/cache", ".cache/pip", false)]
    [InlineData("type=cache,target=$CACHE", ".cache/pip", true)]
    [InlineData("type=cache", ".cache/pip", false)]
    public void Cover_their_folder_and_all_below(string mount, string folder, bool expected)
    {
        var run = Dockerfile.Parse($"FROM debian:12.5\nRUN --mount={mount} true").All<RunInstruction>().Single();

        Assert.Equal(expected, run.KeepsOutOfLayer(folder));
    }
}
