using Microsoft.Build.Utilities;

namespace PipelineGuard.MSBuild.Tests;

public sealed class CompareContainersTests
{
    [Theory]
    [InlineData("""["a","b","app1"]""", """["a","b","app2"]""", true)]
    [InlineData("""["a","b","app1"]""", """["a","c","app1"]""", false)]
    [InlineData("""["a","b","app1"]""", """["b","a","app1"]""", false)]
    public void Only_another_base_is_an_error(string scanned, string pushed, bool expected)
    {
        var build = new FakeBuild();
        using var task = new CompareContainers { BuildEngine = build, Project = "/src/shop.csproj", Scanned = [Container(scanned)], Pushed = [Container(pushed), Container(pushed)] };

        Assert.Equal(expected, task.Execute());
        Assert.Equal(expected ? 0 : 1, build.Lines.Count(line => line.StartsWith("error PG2030 /src/shop.csproj", StringComparison.Ordinal)));
    }

    private static TaskItem Container(string layers) =>
        new("GeneratedContainer", new Dictionary<string, string> { ["Configuration"] = """{"rootfs":{"type":"layers","diff_ids":""" + layers + "}}" });
}
