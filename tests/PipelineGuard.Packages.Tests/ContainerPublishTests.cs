namespace PipelineGuard.Packages.Tests;

/// <summary><c>dotnet publish -t:PublishContainer</c>: scanned before anything leaves the machine. The base image has what the built-in policy blocks.</summary>
public sealed class ContainerPublishTests(PackedFeed feed, LoopbackRegistry registry)
{
    private const string NeverBlock = "version: 1\nblock: off\n";

    [Fact]
    public async Task What_the_policy_blocks_is_not_pushed_and_what_it_lets_pass_is()
    {
        registry.Need();
        var project = Web("shop-web", "shop-web", items: "<PackageReference Include=\"Newtonsoft.Json\" Version=\"12.0.3\" />");

        var blocked = (await Publish(project)).Exits(1);
        Assert.Contains("PipelineGuard: shop-web (linux-x64): Block (", blocked.Output, StringComparison.Ordinal);
        Assert.Matches($@"{project.Folder}/shop-web\.csproj(\([0-9]+,[0-9]+\))? ?: error [A-Z]+-?[0-9-]+:", blocked.Output);
        Assert.DoesNotContain("MSB4018", blocked.Output, StringComparison.Ordinal);
        Assert.Empty(await registry.TagsAsync("shop-web"));

        project.Write(".pipelineguard.yml", NeverBlock);
        var passed = (await Publish(project, "--no-restore")).Exits(0);
        Assert.Contains("PipelineGuard: shop-web (linux-x64): Warn (", passed.Output, StringComparison.Ordinal);
        Assert.Matches(@"shop-web\.csproj\([0-9]+,[0-9]+\): warning CVE-2024-21907:", passed.Output);
        Assert.Equal(["latest"], await registry.TagsAsync("shop-web"));
        Assert.True(File.Exists(Path.Combine(project.Folder, "obj/pipelineguard/shop-web.image.sarif")));
        Assert.False(File.Exists(Path.Combine(project.Folder, "obj/pipelineguard/shop-web.image.tar")));
    }

    [Fact]
    public async Task An_archive_of_the_users_is_written_only_when_the_policy_lets_it()
    {
        registry.Need();
        var project = Web("archive", "archive", "<ContainerArchiveOutputPath>out/my image.tar</ContainerArchiveOutputPath><ContainerRegistry></ContainerRegistry>");
        var archive = Path.Combine(project.Folder, "out/my image.tar");

        (await Publish(project)).Exits(1);
        Assert.False(File.Exists(archive));

        project.Write(".pipelineguard.yml", NeverBlock);
        (await Publish(project, "--no-restore")).Exits(0);
        Assert.True(File.Exists(archive));
    }

    [Fact]
    public async Task Of_several_platforms_none_is_pushed_when_one_is_blocked()
    {
        registry.Need();
        var project = Web("multi", "multi", "<RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers><SelfContained>false</SelfContained>");

        var blocked = (await Publish(project)).Exits(1);
        Assert.Contains("PipelineGuard: multi (linux-x64): Block (", blocked.Output, StringComparison.Ordinal);
        Assert.Contains("PipelineGuard: multi (linux-arm64): Block (", blocked.Output, StringComparison.Ordinal);
        Assert.Empty(await registry.TagsAsync("multi"));

        project.Write(".pipelineguard.yml", NeverBlock);
        (await Publish(project, "--no-restore")).Exits(0);
        Assert.Equal(["latest", "latest-linux-arm64", "latest-linux-x64"], await registry.TagsAsync("multi"));
        Assert.True(File.Exists(Path.Combine(project.Folder, "obj/pipelineguard/multi.image.linux-arm64.sarif")));
    }

    private ThrowAwayProject Web(string name, string repository, string properties = "", string items = "") => new ThrowAwayProject(feed, name, $"""
        <ContainerBaseImage>{registry.BaseImage}</ContainerBaseImage><ContainerRegistry>{registry.Host}</ContainerRegistry><ContainerRepository>{repository}</ContainerRepository>
        <PipelineGuardStarter>true</PipelineGuardStarter><PipelineGuardDb>no stores here</PipelineGuardDb>
        {properties}
        """, items, "Microsoft.NET.Sdk.Web").Write("Program.cs", "Microsoft.AspNetCore.Builder.WebApplication.Create().Run();");

    private Task<Shell> Publish(ThrowAwayProject project, params string[] arguments) =>
        project.DotnetAsync(new Dictionary<string, string> { ["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = registry.Host }, ["publish", "-t:PublishContainer", "-nodereuse:false", .. arguments]);
}
