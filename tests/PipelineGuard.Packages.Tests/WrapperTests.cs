namespace PipelineGuard.Packages.Tests;

/// <summary>The same scan through the command line, MSBuild and Cake.</summary>
public sealed class WrapperTests(PackedFeed feed)
{
    [Fact]
    public async Task Command_line_MSBuild_and_Cake_write_the_same_report()
    {
        var folder = feed.NewFolder("same");
        (await Shell.RunAsync(folder, "dotnet", "tool", "install", "PipelineGuard.Cli", "--tool-path", "bin")).Exits(0);
        (await Shell.RunAsync(folder, Path.Combine(folder, "bin/pipelineguard"), "scan", PackedFeed.Sample, "--starter", "--offline", "--db", "none", "-o", "json=cli.json")).Exits(1);

        var project = new ThrowAwayProject(feed, "same/project", items: $"<PipelineGuardReport Include=\"{folder}/msbuild.json\" Format=\"json\" />");
        (await project.DotnetAsync("restore")).Exits(0);
        var build = (await project.MSBuildAsync("-t:PipelineGuardScan", $"-p:PipelineGuardTargets={PackedFeed.Sample}", "-p:PipelineGuardStarter=true", "-p:PipelineGuardDb=none")).Exits(1);
        Assert.Contains($"PipelineGuard: {PackedFeed.Sample}: Block (", build.Output, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(folder, "build.cake"), $$"""
            #addin nuget:?package=Cake.PipelineGuard&version=0.1.0
            Task("Default").Does(() =>
            {
                try
                {
                    PipelineGuardScan("{{PackedFeed.Sample}}", new PipelineGuardScanSettings().WithOutput("json=cake.json").EnableStarter().EnableOffline().SetDb("none"));
                }
                catch (PipelineGuardBlockedException blocked)
                {
                    Information("{0} with exit code {1}: {2}", blocked.Result!.Verdict, blocked.ExitCode, blocked.Message);
                }
                var dockerfiles = PipelineGuardDockerfiles(GetFiles("./docker/Dockerfile"));
                Information("{0}, first at {1}", dockerfiles.Verdict, dockerfiles.Report.Findings[0].Location);
                PipelineGuardSbom("{{PackedFeed.Sample}}", "shop.spdx.json");
                PipelineGuardScan("nothing.tar");
            });
            RunTarget("Default");
            """);
        Directory.CreateDirectory(Path.Combine(folder, "docker"));
        File.WriteAllText(Path.Combine(folder, "docker/Dockerfile"), "FROM debian\nUSER 1000\n");
        (await Shell.RunAsync(folder, "dotnet", "tool", "install", "Cake.Tool", "--version", "7.0.0", "--tool-path", "bin")).Exits(0);
        var cake = (await Shell.RunAsync(folder, Path.Combine(folder, "bin/dotnet-cake"))).Exits(1);
        Assert.Contains("Block with exit code 1: PipelineGuard: Block: ", cake.Output, StringComparison.Ordinal);
        Assert.Contains("Warn, first at docker/Dockerfile(1", cake.Output, StringComparison.Ordinal);
        Assert.Contains("PG2001: 'nothing.tar'", cake.Output, StringComparison.Ordinal);
        Assert.Contains("SPDX-2.3", File.ReadAllText(Path.Combine(folder, "shop.spdx.json")), StringComparison.Ordinal);

        var expected = File.ReadAllBytes(Path.Combine(folder, "cli.json"));
        Assert.Equal(expected, File.ReadAllBytes(Path.Combine(folder, "msbuild.json")));
        Assert.Equal(expected, File.ReadAllBytes(Path.Combine(folder, "cake.json")));
    }
}
