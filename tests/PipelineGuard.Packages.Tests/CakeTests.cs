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

    private static void Copy(string file, string folder)
    {
        var copy = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(Path.Combine(PackedFeed.Repository, file), copy);
    }
}
