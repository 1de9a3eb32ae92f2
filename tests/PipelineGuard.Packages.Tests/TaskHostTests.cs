namespace PipelineGuard.Packages.Tests;

/// <summary>Builds whose tasks run in another process than the build itself, as <c>msbuild.exe</c> does with all tasks on .NET, and <c>-mt</c> with those that need a process of their own.</summary>
public sealed class TaskHostTests(PackedFeed feed, LoopbackRegistry registry)
{
    private const string Forced = "MSBUILDFORCEALLTASKSOUTOFPROC";

    public static TheoryData<string, string, string> Ways => new()
    {
        { "task-host", "1", "-m" },
        { "threads", "", "-mt" },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task A_task_in_another_process_says_and_remembers_the_same(string name, string forced, string how)
    {
        var project = new ThrowAwayProject(feed, name).Write("Dockerfile", "# base\n\nFROM debian\nUSER 1000\n");
        (await project.DotnetAsync("restore")).Exits(0);
        Task<Shell> Run(params string[] arguments) => project.DotnetAsync(new Dictionary<string, string> { [Forced] = forced }, ["msbuild", "-nodereuse:false", "-nologo", how, .. arguments]);

        var first = (await Run("-v:diag")).Exits(0);
        Assert.Matches("\"(PipelineGuard\\.MSBuild\\.)?CheckDockerfile\".* external task host", first.Output);
        Assert.Contains($"{project.Folder}/Dockerfile(3,1): warning PGD007: Base image 'debian' is not pinned. ", first.Output, StringComparison.Ordinal);

        var second = (await Run("-v:n")).Exits(0);
        Assert.Contains("Dockerfile(3,1): warning PGD007:", second.Output, StringComparison.Ordinal);
        Assert.Contains("PipelineGuard: Dockerfile: Warn, unchanged.", second.Output, StringComparison.Ordinal);

        Assert.DoesNotContain("warning PGD007", (await Run("-p:NoWarn=PGD007")).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("Dockerfile(3,1): error PGD007:", (await Run("-p:TreatWarningsAsErrors=true")).Exits(1).Output, StringComparison.Ordinal);
        var wrong = (await Run("-p:PipelineGuardFailOn=terrible")).Exits(1);
        Assert.Contains($"{name}.csproj : error PG1001: 'PipelineGuardFailOn'", wrong.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("MSB4", wrong.Output, StringComparison.Ordinal);
        var image = (await Run("-t:PipelineGuardScan", $"-p:PipelineGuardTargets={PackedFeed.Sample}", "-p:PipelineGuardStarter=true", "-p:PipelineGuardDb=none")).Exits(1);
        Assert.Contains($"PipelineGuard: {PackedFeed.Sample}: Block (", image.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_in_another_process_holds_back_what_is_blocked()
    {
        registry.Need();
        var project = new ThrowAwayProject(feed, "host-gate", $"""
            <ContainerBaseImage>{registry.BaseImage}</ContainerBaseImage><ContainerRegistry>{registry.Host}</ContainerRegistry><ContainerRepository>host-gate</ContainerRepository>
            <PipelineGuardStarter>true</PipelineGuardStarter><PipelineGuardDb>no stores here</PipelineGuardDb>
            """);
        Task<Shell> Publish() => project.DotnetAsync(new Dictionary<string, string> { [Forced] = "1", ["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = registry.Host }, "publish", "-t:PublishContainer", "-nodereuse:false");

        Assert.Contains("PipelineGuard: host-gate (linux-x64): Block (", (await Publish()).Exits(1).Output, StringComparison.Ordinal);
        Assert.Empty(await registry.TagsAsync("host-gate"));

        project.Write(".pipelineguard.yml", "version: 1\nblock: off\n");
        Assert.Contains("PipelineGuard: host-gate (linux-x64): Warn (", (await Publish()).Exits(0).Output, StringComparison.Ordinal);
        Assert.Equal(["latest"], await registry.TagsAsync("host-gate"));
    }
}
