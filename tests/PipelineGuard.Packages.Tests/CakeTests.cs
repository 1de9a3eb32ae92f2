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

    // Cake Frosting runs a host of its own: tasks that are classes, with a context made of Cake's services and handed to them. Frosting itself is on few
    // feeds, so the host here is made of the same services.
    [Fact]
    public async Task A_compiled_host_runs_the_aliases_as_methods_of_its_context()
    {
        var folder = feed.NewFolder("compiled");
        File.WriteAllText(Path.Combine(folder, "build.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>
              <ItemGroup><PackageReference Include="Cake.PipelineGuard" Version="0.1.0" /></ItemGroup>
            </Project>
            """);
        WriteCakeReference(folder);
        File.WriteAllText(Path.Combine(folder, "BuildContext.cs"), $$"""
            {{Context}}
            public sealed class BuildContext(ICakeContext context) : CakeContextAdapter(context);
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), $$"""
            using Cake.Core;
            using Cake.Core.Diagnostics;
            using Cake.PipelineGuard;

            var context = new BuildContext(Services.NewContext(args));
            var engine = new CakeEngine(new CakeDataService(), context.Log);
            engine.RegisterTask("Sbom").Does(() => context.PipelineGuardSbom("{{PackedFeed.Sample}}", "shop.cdx.json"));
            engine.RegisterTask("Scan").IsDependentOn("Sbom").Does(() =>
            {
                try
                {
                    context.PipelineGuardScan("{{PackedFeed.Sample}}", new PipelineGuardScanSettings().EnableStarter().EnableOffline().SetDb("none").WithReport("sarif", "shop.sarif"));
                }
                catch (PipelineGuardBlockedException blocked)
                {
                    context.Log.Information("{0} with exit code {1}", blocked.Result!.Verdict, blocked.ExitCode);
                }
            });
            await engine.RunTargetAsync(context, new DefaultExecutionStrategy(context.Log, new CakeReportPrinter(new CakeConsole(context.Environment), context)), new ExecutionSettings().SetTarget("Scan"));
            """);

        var run = (await Shell.RunAsync(folder, "dotnet", "run")).Exits(0);

        Assert.Contains("Block with exit code 1", run.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(folder, "shop.sarif")).Length > 1000);
        Assert.Contains("CycloneDX", File.ReadAllText(Path.Combine(folder, "shop.cdx.json")), StringComparison.Ordinal);
    }

    // A file without a project: the addin by a directive, as in a 'cake.cs'. What Cake's own SDK brings stands in a file beside it.
    [Fact]
    public async Task A_script_that_is_one_file_runs_the_aliases()
    {
        var folder = feed.NewFolder("file");
        WriteCakeReference(folder);
        Directory.CreateDirectory(Path.Combine(folder, "docker"));
        File.WriteAllText(Path.Combine(folder, "docker/Dockerfile"), "FROM debian\nUSER 1000\n");
        File.WriteAllText(Path.Combine(folder, "cake.cs"), $$"""
            #:package Cake.PipelineGuard@0.1.0
            #:property PublishAot=false
            {{Context}}
            public static class Build
            {
                public static void Main(string[] args)
                {
                    var context = Services.NewContext(args);
                    var result = context.PipelineGuardDockerfiles("docker/Dockerfile", new PipelineGuardScanSettings().WithReport("sarif", "docker.sarif"));
                    context.Log.Information("{0}, first at {1}", result.Verdict, result.Report.Findings[0].Location);
                }
            }
            """);

        var run = (await Shell.RunAsync(folder, "dotnet", "run", "cake.cs")).Exits(0);

        Assert.Contains("Warn, first at docker/Dockerfile(1", run.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(folder, "docker.sarif")).Length > 1000);
    }

    // Cake.Core comes out of Cake's tool: the package of its own is on few feeds.
    private static void WriteCakeReference(string folder) => File.WriteAllText(Path.Combine(folder, "Directory.Build.targets"), """
        <Project>
          <ItemGroup>
            <PackageDownload Include="Cake.Tool" Version="[7.0.0]" />
            <Reference Include="Cake.Core" HintPath="$([MSBuild]::EnsureTrailingSlash($(NuGetPackageRoot)))cake.tool/7.0.0/tools/net10.0/any/Cake.Core.dll" />
          </ItemGroup>
        </Project>
        """);

    private const string Context = """
        using Cake.Core;
        using Cake.Core.Configuration;
        using Cake.Core.Diagnostics;
        using Cake.Core.IO;
        using Cake.Core.Tooling;
        using Cake.PipelineGuard;

        public static class Services
        {
            public static ICakeContext NewContext(string[] args)
            {
                var environment = new CakeEnvironment(new CakePlatform(), new CakeRuntime());
                var files = new FileSystem();
                var globber = new Globber(files, environment);
                var log = new CakeBuildLog(new CakeConsole(environment), Verbosity.Normal);
                var configuration = new CakeConfiguration(new Dictionary<string, string>());
                var tools = new ToolLocator(environment, new ToolRepository(environment), new ToolResolutionStrategy(files, environment, globber, configuration, log));
                var arguments = new CakeArguments(args.ToLookup(arg => arg, _ => ""));
                var processes = new ProcessRunner(files, environment, log, tools, configuration);
                return new CakeContext(files, environment, globber, log, arguments, processes, new WindowsRegistry(), tools, new CakeDataService(), configuration, System.Reflection.DispatchProxy.Create<IToolInstaller, NoInstaller>(), new NoServices());
            }
        }

        public class NoInstaller : System.Reflection.DispatchProxy
        {
            protected override object? Invoke(System.Reflection.MethodInfo? method, object?[]? args) => throw new NotSupportedException();
        }

        public sealed class NoServices : IServiceProvider
        {
            public object? GetService(Type type) => null;
        }
        """;

    private static void Copy(string file, string folder)
    {
        var copy = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(Path.Combine(PackedFeed.Repository, file), copy);
    }
}
