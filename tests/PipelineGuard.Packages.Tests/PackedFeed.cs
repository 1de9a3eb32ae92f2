using System.Runtime.CompilerServices;

namespace PipelineGuard.Packages.Tests;

/// <summary>Packs the product once into a folder feed and offers an empty folder to use it from.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("pipelineguard-packages-").FullName;

    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Here(), "../.."));

    /// <summary>The folder with the packages.</summary>
    public string Feed => Path.Combine(_root, "feed");

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

    public async ValueTask InitializeAsync()
    {
        foreach (var project in new[] { "PipelineGuard.Core", "PipelineGuard.Cli" })
        {
            (await Shell.RunAsync(Repository, "dotnet", "pack", $"src/{project}", "-c", "Release", "-o", Feed)).Exits(0);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
