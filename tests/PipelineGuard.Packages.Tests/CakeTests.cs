namespace PipelineGuard.Packages.Tests;

/// <summary>Our own build script, with the addin as it is packed.</summary>
public sealed class CakeTests(PackedFeed feed)
{
    [Fact]
    public async Task Our_own_script_guards_the_samples()
    {
        var folder = feed.NewFolder("own");
        Copy("build.cake", folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(PackedFeed.Repository, "samples"), "*", SearchOption.AllDirectories)) Copy(Path.GetRelativePath(PackedFeed.Repository, file), folder);
        var packages = Directory.CreateDirectory(Path.Combine(folder, "artifacts/packages")).FullName;
        File.Copy(Path.Combine(feed.Feed, "Cake.PipelineGuard.0.1.0.nupkg"), Path.Combine(packages, "Cake.PipelineGuard.0.1.0.nupkg"));
        (await Shell.RunAsync(folder, "dotnet", "tool", "install", "Cake.Tool", "--version", "7.0.0", "--tool-path", "bin")).Exits(0);

        var run = (await Shell.RunAsync(folder, Path.Combine(folder, "bin/dotnet-cake"))).Exits(0);

        Assert.Contains("As it should be: PipelineGuard: Block", run.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(folder, "artifacts/shop.sarif")).Length > 1000);
        Assert.True(new FileInfo(Path.Combine(folder, "artifacts/dockerfiles.sarif")).Length > 1000);
    }

    // Frosting and file-based scripts call aliases as methods of their context, with the assemblies of the package as references.
    [Fact]
    public async Task A_compiled_script_uses_the_aliases_as_methods_of_its_context()
    {
        var folder = feed.NewFolder("compiled");
        File.WriteAllText(Path.Combine(folder, "build.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Cake.PipelineGuard" Version="0.1.0" />
                <PackageDownload Include="Cake.Tool" Version="[7.0.0]" />
                <Reference Include="Cake.Core" HintPath="$([MSBuild]::EnsureTrailingSlash($(NuGetPackageRoot)))cake.tool/7.0.0/tools/net10.0/any/Cake.Core.dll" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "GuardTask.cs"), """
            using Cake.Core;
            using Cake.PipelineGuard;

            public sealed class GuardTask(ICakeContext context)
            {
                public string Run()
                {
                    context.PipelineGuardDatabaseUpdate(new PipelineGuardDatabaseSettings());
                    context.PipelineGuardSbom("app.tar", "app.cdx.json");
                    return context.PipelineGuardScan("app.tar", new PipelineGuardScanSettings().SetFailOn("high").EnableOnlyFixed().WithReport("sarif", "app.sarif")).Verdict.ToString();
                }
            }
            """);

        (await Shell.RunAsync(folder, "dotnet", "build", "-nodereuse:false")).Exits(0);
    }

    private static void Copy(string file, string folder)
    {
        var copy = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(Path.Combine(PackedFeed.Repository, file), copy);
    }
}
