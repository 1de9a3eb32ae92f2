using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace PipelineGuard.Packages.Tests;

/// <summary>The packages as a newcomer gets them: from a feed, in an empty folder.</summary>
public sealed class PackageTests(PackedFeed packed)
{
    [Fact]
    public async Task The_tool_installs_and_blocks_the_sample()
    {
        var folder = packed.NewFolder("tool");
        (await Shell.RunAsync(folder, "dotnet", "tool", "install", "PipelineGuard.Cli", "--tool-path", "bin")).Exits(0);

        var run = (await Shell.RunAsync(folder, Path.Combine(folder, "bin/pipelineguard"), "scan", PackedFeed.Sample, "--starter", "-o", "console", "-o", "sarif=shop.sarif")).Exits(1);

        Assert.Contains("Block", run.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(folder, "shop.sarif")).Length > 1000);
    }

    [Fact]
    public async Task The_library_runs_a_scan_in_somebody_elses_process()
    {
        var folder = packed.NewFolder("library");
        File.WriteAllText(Path.Combine(folder, "app.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><NoWarn>NU1603</NoWarn></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="PipelineGuard.Core" Version="*" />
                <PrunePackageReference Include="Microsoft.Diagnostics.Tracing.EventRegister" Version="99.0.0" />
                <PrunePackageReference Include="Microsoft.Diagnostics.Tracing.TraceEvent" Version="99.0.0" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), """
            using PipelineGuard.Findings;
            using PipelineGuard.Scanning;

            var result = await Guard.RunAsync(new GuardOptions { Targets = [args[0]], Outputs = [], Starter = true }, new Quiet(), default);
            System.Console.WriteLine($"verdict {result.Verdict}, {result.Report.Findings.Length} findings");

            sealed class Quiet : IGuardLog
            {
                public void Info(string message) { }
                public void Problem(ScanProblem problem) { }
                public void Progress(GuardProgress progress) { }
            }
            """);

        var run = (await Shell.RunAsync(folder, "dotnet", "run", "--", PackedFeed.Sample)).Exits(0);

        Assert.Matches(@"verdict Block, \d+ findings", run.Output);
    }

    [Theory]
    [InlineData("PipelineGuard.Core")]
    [InlineData("PipelineGuard.Cli")]
    [InlineData("PipelineGuard.MSBuild")]
    [InlineData("Cake.PipelineGuard")]
    public void A_package_names_no_native_library_and_no_machine(string id)
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(packed.Feed, $"{id}.*.nupkg").Single());

        Assert.DoesNotContain(package.Entries, entry => entry.FullName.StartsWith("runtimes/", StringComparison.Ordinal) || entry.Name.EndsWith(".so", StringComparison.Ordinal));
        using var nuspec = new StreamReader(package.Entries.Single(entry => entry.Name == $"{id}.nuspec").Open());
        Assert.DoesNotContain(PackedFeed.Repository, nuspec.ReadToEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PipelineGuard.Core", "Sarif.Sdk")]
    [InlineData("PipelineGuard.GitHub", "Octokit")]
    [InlineData("PipelineGuard.Cli", "System.CommandLine")]
    [InlineData("PipelineGuard.MSBuild", "YamlDotNet")]
    [InlineData("Cake.PipelineGuard", "ZstdSharp.Port")]
    public void A_package_brings_its_page_its_icon_its_sources_and_its_bill(string id, string needed)
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(packed.Feed, $"{id}.*.nupkg").Single());

        var description = XDocument.Parse(Text(package, $"{id}.nuspec")).Root!.Elements().Single();
        string? Of(string name) => description.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
        Assert.Equal(("icon.png", "README.md"), (Of("icon"), Of("readme")));
        Assert.NotEmpty(Text(package, "README.md"));
        Assert.NotNull(package.GetEntry("icon.png"));
        var repository = description.Elements().Single(element => element.Name.LocalName == "repository");
        Assert.Matches("^[0-9a-f]{40}$", repository.Attribute("commit")!.Value);

        var bill = JsonNode.Parse(Text(package, $"sbom/{id}.cdx.json"))!;
        Assert.Equal("CycloneDX", (string)bill["bomFormat"]!);
        Assert.Equal(id, (string)bill["metadata"]!["component"]!["name"]!);
        Assert.Contains(bill["components"]!.AsArray(), component => (string)component!["name"]! == needed);
        Assert.DoesNotContain(PackedFeed.Repository, bill.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packing_again_gives_the_same_bytes()
    {
        var again = packed.NewFolder("again");

        await packed.PackAsync(again);

        Assert.Equal(5, Directory.GetFiles(again, "*.nupkg").Length);
        Assert.All(Directory.GetFiles(again, "*.nupkg"), file => Assert.Equal(File.ReadAllBytes(Path.Combine(packed.Feed, Path.GetFileName(file))), File.ReadAllBytes(file)));
    }

    // As the head of the build script says; and what is packed names the place of its sources, which only a clone knows.
    [Fact]
    public async Task A_fresh_clone_packs_the_addin_alone_and_says_where_its_sources_are()
    {
        var folder = Path.Combine(packed.NewFolder("clone"), "repository");
        (await Shell.RunAsync(PackedFeed.Repository, "git", "clone", "--quiet", PackedFeed.Repository, folder)).Exits(0);
        (await Shell.RunAsync(folder, "git", "remote", "set-url", "origin", "https://github.com/somebody/guard.git")).Exits(0);
        var commit = (await Shell.RunAsync(folder, "git", "rev-parse", "HEAD")).Exits(0).Output.Trim();

        (await Shell.RunAsync(folder, "dotnet", "pack", "src/Cake.PipelineGuard", "-o", "artifacts/packages", "-p:RunAnalyzers=false", "-nodereuse:false", "-nologo")).Exits(0);

        using var package = ZipFile.OpenRead(Path.Combine(folder, "artifacts/packages/Cake.PipelineGuard.0.1.0.nupkg"));
        Assert.Contains("url=\"https://github.com/somebody/guard.git\"", Text(package, "Cake.PipelineGuard.nuspec"), StringComparison.Ordinal);
        Assert.Contains(commit, Text(package, "Cake.PipelineGuard.nuspec"), StringComparison.Ordinal);
        var link = File.ReadAllText(Directory.GetFiles(Path.Combine(folder, "src/Cake.PipelineGuard/obj"), "*.sourcelink.json", SearchOption.AllDirectories).Single());
        Assert.Contains($"https://raw.githubusercontent.com/somebody/guard/{commit}/*", link, StringComparison.Ordinal);
        Assert.NotNull(package.GetEntry("sbom/Cake.PipelineGuard.cdx.json"));
    }

    private static string Text(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.Entries.Single(entry => entry.FullName == name).Open());
        return reader.ReadToEnd();
    }
}
