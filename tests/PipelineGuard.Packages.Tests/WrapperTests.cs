using System.Text.Json.Nodes;

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

    // The same image, Dockerfile and policy everywhere; only names of files that a run chooses may differ.
    [Fact]
    public async Task Command_line_MSBuild_Cake_action_and_Azure_task_find_and_decide_the_same()
    {
        NeedBundles();
        var folder = feed.NewFolder("conformance");
        var dockerfile = Path.Combine(PackedFeed.Repository, "samples/shop/Dockerfile");
        (await Shell.RunAsync(folder, PackedFeed.Command, "scan", PackedFeed.Sample, dockerfile, "--starter", "--offline", "--db", "none", "-o", "json=cli.json")).Exits(1);

        var project = new ThrowAwayProject(feed, "conformance/project", items: $"<PipelineGuardReport Include=\"{folder}/msbuild.json\" Format=\"json\" /><PipelineGuardTarget Include=\"{PackedFeed.Sample};{dockerfile}\" />");
        (await project.DotnetAsync("restore")).Exits(0);
        (await project.MSBuildAsync("-t:PipelineGuardScan", "-p:PipelineGuardStarter=true", "-p:PipelineGuardDb=none")).Exits(1);

        File.WriteAllText(Path.Combine(folder, "build.cake"), $$"""
            #addin nuget:?package=Cake.PipelineGuard&version=0.1.0
            PipelineGuardScan(new[] { "{{PackedFeed.Sample}}", "{{dockerfile}}" }, new PipelineGuardScanSettings().WithOutput("json=cake.json").EnableStarter().EnableOffline().SetDb("none"));
            """);
        (await Shell.RunAsync(folder, "dotnet", "tool", "install", "Cake.Tool", "--version", "7.0.0", "--tool-path", "bin")).Exits(0);
        Assert.Contains("PipelineGuard: Block", (await Shell.RunAsync(folder, Path.Combine(folder, "bin/dotnet-cake"))).Exits(1).Output, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(folder, "hosts.mjs"), $$"""
            import { writeFileSync } from 'node:fs'
            import { action, task } from '{{PackedFeed.Repository}}/tests/pipeline-hosts/harness.mjs'
            const inputs = { image: '{{PackedFeed.Sample}}', dockerfile: '{{dockerfile}}', starter: 'true', offline: 'true', db: 'none' }
            for (const [name, run] of Object.entries({ action, task })) {
              const { output, outputs, report } = await run(inputs)
              if (outputs.verdict !== 'block') throw new Error(output)
              writeFileSync(`${name}.json`, JSON.stringify(report))
            }
            """);
        (await Shell.RunAsync(folder, new Dictionary<string, string> { ["PIPELINEGUARD_CLI"] = PackedFeed.Command }, "node", "hosts.mjs")).Exits(0);

        var expected = Essence(Path.Combine(folder, "cli.json"));
        Assert.Contains("\"Block\"", expected, StringComparison.OrdinalIgnoreCase);
        Assert.All(new[] { "msbuild", "cake", "action", "task" }, name => Assert.Equal(expected, Essence(Path.Combine(folder, $"{name}.json"))));
    }

    [Fact]
    public async Task Action_and_task_take_the_tool_of_their_own_version_from_a_feed()
    {
        NeedBundles();
        var folder = feed.NewFolder("from-feed");
        File.WriteAllText(Path.Combine(folder, "hosts.mjs"), $$"""
            import { action, task } from '{{PackedFeed.Repository}}/tests/pipeline-hosts/harness.mjs'
            const inputs = { image: '{{PackedFeed.Sample}}', starter: 'true', offline: 'true', db: 'none', install: 'dotnet-tool' }
            for (const { output, outputs } of [await action({ ...inputs, 'cli-path': '' }, {}, process.cwd()), await task({ ...inputs, cliPath: '' }, {}, process.cwd())]) {
              if (outputs.verdict !== 'block' || !output.includes("'pipelineguard.cli' (version '0.1.0')")) throw new Error(output)
            }
            const missing = await action({ ...inputs, 'cli-path': '', version: '99.0.0' }, {}, process.cwd())
            if (missing.outputs.verdict !== 'error' || !missing.output.includes('99.0.0')) throw new Error(missing.output)
            """);

        (await Shell.RunAsync(folder, new Dictionary<string, string> { ["PIPELINEGUARD_CLI"] = PackedFeed.Command }, "node", "hosts.mjs")).Exits(0);
    }

    private static void NeedBundles()
    {
        string[] bundles = [Path.Combine(PackedFeed.Repository, "action/dist/index.cjs"), Path.Combine(PackedFeed.Repository, "azure-devops-extension/PipelineGuardV1/dist/index.cjs")];
        if (bundles.All(File.Exists)) return;
        Assert.True(Environment.GetEnvironmentVariable("PIPELINEGUARD_MUST_NOT_SKIP") is null, "the bundles of action and task are not built");
        Assert.Skip("The bundles of action and task are not built: npm ci && npm run build");
    }

    private static string Essence(string file)
    {
        var report = JsonNode.Parse(File.ReadAllBytes(file))!;
        return new JsonObject([.. new[] { "verdict", "counts", "reasons", "findings", "problems" }.Select(name => KeyValuePair.Create(name, report[name]?.DeepClone()))]).ToJsonString();
    }
}
