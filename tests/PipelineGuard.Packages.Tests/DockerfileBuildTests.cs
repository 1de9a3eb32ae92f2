using System.Text.RegularExpressions;

namespace PipelineGuard.Packages.Tests;

/// <summary>What <c>dotnet build</c> says about Dockerfiles when the package is in the project.</summary>
public sealed partial class DockerfileBuildTests(PackedFeed feed)
{
    private const string Floating = "# base\n\nFROM debian\nUSER 1000\n";

    [Fact]
    public async Task A_finding_is_a_warning_at_its_line_and_comes_back_without_a_second_look()
    {
        var project = new ThrowAwayProject(feed, "console").Write("Dockerfile", Floating);

        var first = (await project.BuildAsync("-v:n")).Exits(0);
        Assert.Contains($"{project.Folder}/Dockerfile(3,1): warning PGD007: Base image 'debian' is not pinned. ", first.Output, StringComparison.Ordinal);
        Assert.Contains("PipelineGuard: Dockerfile: Warn.", first.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(project.Folder, "obj/pipelineguard/console.dockerfile.sarif")));

        var second = (await project.BuildAsync("-v:n", "--no-restore")).Exits(0);
        Assert.Contains("Dockerfile(3,1): warning PGD007:", second.Output, StringComparison.Ordinal);
        Assert.Contains("PipelineGuard: Dockerfile: Warn, unchanged.", second.Output, StringComparison.Ordinal);

        await Obeys_what_the_project_says_about_warnings(project);
        await Does_nothing_for_an_editor(project);
        await Says_one_clear_error_for_each_mistake(project);
        await Starts_afresh_after_a_clean(project);
    }

    private static async Task Obeys_what_the_project_says_about_warnings(ThrowAwayProject project)
    {
        var silent = (await Check(project, "-p:NoWarn=PGD007")).Exits(0);
        Assert.DoesNotContain("warning PGD007", silent.Output, StringComparison.Ordinal);
        Assert.Contains("Dockerfile(3,1): error PGD007:", (await Check(project, "-p:TreatWarningsAsErrors=true")).Exits(1).Output, StringComparison.Ordinal);
        Assert.Contains("Dockerfile(3,1): error PGD007:", (await Check(project, "-p:WarningsAsErrors=PGD007")).Exits(1).Output, StringComparison.Ordinal);
        Assert.Contains("Dockerfile(3,1): error PGD007:", (await Check(project, "-p:PipelineGuardFailOn=medium", "-p:NoWarn=PGD007")).Exits(1).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PGD007", (await Check(project, "-p:PipelineGuardEnabled=false")).Exits(0).Output, StringComparison.Ordinal);
    }

    private static async Task Does_nothing_for_an_editor(ThrowAwayProject project)
    {
        var run = (await project.MSBuildAsync("-t:BeforeBuild;Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true")).Exits(0);
        Assert.DoesNotContain("PGD", run.Output, StringComparison.Ordinal);
    }

    private static async Task Says_one_clear_error_for_each_mistake(ThrowAwayProject project)
    {
        await Fails(project, $"{project.Folder}/{project.Name}.csproj : error PG2001:", "-p:DockerfileFile=none/Dockerfile");
        await Fails(project, $"{project.Folder}/{project.Name}.csproj : error PG1001: 'PipelineGuardFailOn': 'terrible' is not a severity.", "-p:PipelineGuardFailOn=terrible");
        await Fails(project, $"{project.Folder}/{project.Name}.csproj : error PG6001:", "-p:PipelineGuardDockerfileSarif=obj");
        project.Write(".pipelineguard.yml", "version: 1\nblok: off\n");
        await Fails(project, $"{project.Folder}/.pipelineguard.yml(2,1): error PG1003:");
    }

    private static async Task Starts_afresh_after_a_clean(ThrowAwayProject project)
    {
        project.Write(".pipelineguard.yml", "version: 1\n");
        (await Check(project)).Exits(0);
        (await project.BuildAsync("--no-restore", "-t:Clean")).Exits(0);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(project.Folder, "obj/pipelineguard")));

        (await Check(project)).Exits(0);
        var again = (await project.BuildAsync("--no-restore", "-t:Rebuild", "-v:n")).Exits(0);
        Assert.Contains("Dockerfile(3,1): warning PGD007:", again.Output, StringComparison.Ordinal);
        Assert.Contains("PipelineGuard: Dockerfile: Warn.", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_target_frameworks_have_one_Dockerfile()
    {
        var project = new ThrowAwayProject(feed, "frameworks", "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><TargetFramework></TargetFramework><EnableWindowsTargeting>true</EnableWindowsTargeting><DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>")
            .Write("Dockerfile", Floating);

        var both = (await project.BuildAsync()).Exits(0);
        var one = (await project.BuildAsync("--no-restore", "-f", "net10.0-windows")).Exits(0);

        Assert.Single(Pinning().Matches(both.BeforeSummary));
        Assert.Single(Pinning().Matches(one.BeforeSummary));
    }

    [Fact]
    public async Task Central_versions_lock_files_spaces_and_umlauts_are_no_obstacle()
    {
        var project = new ThrowAwayProject(feed, "Käse und Brot/Größe (1)", "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile><DockerfileFile>docker files/Dockerfile.prod</DockerfileFile>");
        project.Write("Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="PipelineGuard.MSBuild" Version="0.1.0" /></ItemGroup>
            </Project>
            """);
        var file = Path.Combine(project.Folder, $"{project.Name}.csproj");
        File.WriteAllText(file, File.ReadAllText(file).Replace(" Version=\"*\"", "", StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(project.Folder, "docker files"));
        project.Write("docker files/Dockerfile.prod", Floating);

        (await project.DotnetAsync("restore")).Exits(0);
        var run = (await project.BuildAsync("-p:RestoreLockedMode=true", "-v:n")).Exits(0);

        Assert.Contains($"{project.Folder}/docker files/Dockerfile.prod(3,1): warning PGD007:", run.Output, StringComparison.Ordinal);
        Assert.Contains("unchanged", (await Check(project, "-v:n")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_projects_built_at_once_each_say_their_own()
    {
        var folder = feed.NewFolder("twenty");
        for (int i = 0; i < 20; i++) new ThrowAwayProject(feed, $"twenty/P{i}").Write("Dockerfile", Floating);
        File.WriteAllText(Path.Combine(folder, "twenty.slnx"), $"<Solution>{string.Concat(Enumerable.Range(0, 20).Select(i => $"<Project Path=\"P{i}/P{i}.csproj\" />"))}</Solution>");

        var run = (await Shell.RunAsync(folder, "dotnet", "build", "twenty.slnx", "-m", "-nodereuse:false")).Exits(0);

        var places = Pinning().Matches(run.BeforeSummary).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"P{i}").Order(StringComparer.Ordinal), places);
    }

    private static Task<Shell> Check(ThrowAwayProject project, params string[] arguments) => project.MSBuildAsync(["-t:PipelineGuardCheckDockerfile", .. arguments]);

    private static async Task Fails(ThrowAwayProject project, string expected, params string[] arguments)
    {
        var run = (await Check(project, [.. arguments])).Exits(1);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.Single(AnyError().Matches(run.BeforeSummary));
        Assert.DoesNotContain("MSB4018", run.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"/([^/]+)/Dockerfile\(3,1\): warning PGD007:")]
    private static partial Regex Pinning();

    [GeneratedRegex(" error [A-Z]+[0-9]+:")]
    private static partial Regex AnyError();
}
