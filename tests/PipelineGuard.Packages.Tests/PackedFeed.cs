using System.Runtime.CompilerServices;

[assembly: AssemblyFixture(typeof(PipelineGuard.Packages.Tests.PackedFeed))]

namespace PipelineGuard.Packages.Tests;

/// <summary>Packs the product once into a folder feed and offers empty folders to use it from.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("pipelineguard-packages-").FullName;

    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Here(), "../.."));

    /// <summary>The sample image.</summary>
    public static string Sample => Path.Combine(Repository, "samples/shop/shop.oci");

    /// <summary>The folder with the packages.</summary>
    public string Feed => Path.Combine(_root, "feed");

    /// <summary>The command, as it was built with these tests.</summary>
    public static string Command => Path.Combine(Repository, $"src/PipelineGuard.Cli/bin/{Configuration}/net10.0/pipelineguard");

    /// <summary>Makes an empty folder whose packages come from the feed first, with a package folder of its own.</summary>
    public string NewFolder(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        // The version is the same in every run, so the machine-wide package folder must not serve an older build.
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_root, "packages")}" /></config>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
            </configuration>
            """);
        return folder;
    }

    public async ValueTask InitializeAsync() => await PackAsync(Feed);

    /// <summary>Packs everything into a folder.</summary>
    public async Task PackAsync(string folder)
    {
        // What was built for these tests is packed as it is: another build would take longer than all tests together.
        var script = Path.Combine(_root, "pack.proj");
        File.WriteAllText(script, $"""
            <Project>
              <ItemGroup><Packed Include="{Repository}/src/PipelineGuard.*/*.csproj;{Repository}/src/Cake.PipelineGuard/*.csproj" /></ItemGroup>
              <Target Name="Pack"><MSBuild Projects="@(Packed)" Targets="Pack" Properties="Configuration={Configuration};NoBuild=true;PackageOutputPath={folder}" BuildInParallel="true" /></Target>
            </Project>
            """);
        (await Shell.RunAsync(Repository, "dotnet", "msbuild", script, "-t:Pack", "-m", "-nodereuse:false", "-v:m")).Exits(0);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
