namespace PipelineGuard.Packages.Tests;

/// <summary>In whatever way the SDK publishes an application, its packages are found in the image, and led to the lines that ask for them.</summary>
public sealed class PublishModeTests(PackedFeed feed, LoopbackRegistry registry)
{
    private const string CrossCompiler = "aarch64-linux-gnu-gcc";
    private static readonly string[] Processors = ["x64", "arm64"];

    private const string SelfContained = "<SelfContained>true</SelfContained>";

    public static TheoryData<string, string> Modes => new()
    {
        { "self-contained", SelfContained },
        { "trimmed", $"{SelfContained}<PublishTrimmed>true</PublishTrimmed>" },
        { "single-file", $"{SelfContained}<PublishSingleFile>true</PublishSingleFile>" },
        { "native", "<PublishAot>true</PublishAot>" },
    };

    [Theory, MemberData(nameof(Modes))]
    public async Task A_vulnerable_package_stands_at_its_line_and_every_later_scan_knows_it(string mode, string properties)
    {
        registry.Need();
        var project = Console($"mode-{mode}", registry.BaseImage, properties);
        Assert.Matches(@": error [A-Z]+-?[0-9-]+:", (await Publish(project)).Exits(1).Output);
        Assert.Empty(await registry.TagsAsync(project.Name));

        project.Write(".pipelineguard.yml", "version: 1\nblock: off\n");
        var passed = (await Publish(project, "--no-restore")).Exits(0);

        Assert.Matches(project.Name + @"\.csproj\([0-9]+,[0-9]+\): warning CVE-2024-21907: Newtonsoft.Json 12.0.3 ", passed.Output);
        Assert.Equal(["latest"], await registry.TagsAsync(project.Name));
        // Somebody else, who has nothing but the image.
        var folder = feed.NewFolder($"later-{mode}");
        var later = await Shell.RunAsync(folder, PackedFeed.Command, "scan", $"registry:{registry.Host}/{project.Name}:latest", "--starter", "--offline", "--db", "none", "--no-cache", "-o", "json=report.json");
        var report = File.ReadAllText(Path.Combine(folder, "report.json"));
        Assert.True(report.Contains("pkg:nuget/Newtonsoft.Json@12.0.3", StringComparison.Ordinal), later.Output);
        Assert.Contains("CVE-2024-21907", report, StringComparison.Ordinal);
        Assert.Contains("pkg:nuget/Microsoft.NETCore.App.Runtime.", report, StringComparison.Ordinal);
        Assert.DoesNotContain("PG3020", report, StringComparison.Ordinal);
    }

    // A Web application compiled to native code, published as an index of platforms, its versions in one central file.
    [Fact]
    public async Task A_native_Web_application_with_central_versions_is_led_to_the_line_of_the_version()
    {
        registry.Need();
        var project = new ThrowAwayProject(feed, "native-web", $"""
            <RuntimeIdentifiers>linux-x64</RuntimeIdentifiers><PublishAot>true</PublishAot><InvariantGlobalization>true</InvariantGlobalization><UseAppHost>true</UseAppHost>
            <ContainerRuntimeIdentifiers>linux-x64</ContainerRuntimeIdentifiers><ContainerImageFormat>OCI</ContainerImageFormat>
            <ContainerBaseImage>{registry.BaseImage}</ContainerBaseImage><ContainerRegistry>{registry.Host}</ContainerRegistry><ContainerRepository>native-web</ContainerRepository>
            <PipelineGuardStarter>true</PipelineGuardStarter><PipelineGuardDb>no stores here</PipelineGuardDb>
            """, "<PackageReference Include=\"Newtonsoft.Json\" />", "Microsoft.NET.Sdk.Web")
            .Write("Program.cs", "var app = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder(args).Build(); System.Console.WriteLine(Newtonsoft.Json.Linq.JObject.Parse(\"{}\")); app.Run();")
            .Write("Directory.Packages.props", """
                <Project>
                  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup>
                    <PackageVersion Include="PipelineGuard.MSBuild" Version="0.1.0" />
                    <PackageVersion Include="Newtonsoft.Json" Version="12.0.3" />
                  </ItemGroup>
                </Project>
                """)
            .Write(".pipelineguard.yml", "version: 1\nblock: off\n");
        var file = Path.Combine(project.Folder, "native-web.csproj");
        File.WriteAllText(file, File.ReadAllText(file).Replace(" Version=\"*\"", "", StringComparison.Ordinal));

        var passed = (await Publish(project, "-p:PipelineGuardOutput=cyclonedx=bill.json")).Exits(0);

        Assert.Matches(@"Directory\.Packages\.props\(5,[0-9]+\): warning CVE-2024-21907: Newtonsoft.Json 12.0.3 ", passed.Output);
        Assert.Contains("latest", await registry.TagsAsync("native-web"));
        Assert.Contains("pkg:nuget/Newtonsoft.Json@12.0.3", File.ReadAllText(Path.Combine(project.Folder, "bill.json")), StringComparison.Ordinal);
    }

    // An index of two platforms. 'dotnet publish' makes native code for the processor that it runs on and nothing else; 'dotnet build' with the target
    // alone makes all.
    [Fact]
    public async Task Native_code_for_two_processors_is_judged_and_remembered_on_both()
    {
        registry.Need();
        NeedCrossCompiler();
        var project = new ThrowAwayProject(feed, "native-two", $"""
            <RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers><PublishAot>true</PublishAot><SelfContained Condition="'$(RuntimeIdentifier)' != ''">true</SelfContained><InvariantGlobalization>true</InvariantGlobalization><UseAppHost>true</UseAppHost>
            <ContainerRuntimeIdentifiers>linux-x64;linux-arm64</ContainerRuntimeIdentifiers><ContainerImageFormat>OCI</ContainerImageFormat>
            <ContainerBaseImage>{registry.BaseImage}</ContainerBaseImage><ContainerRegistry>{registry.Host}</ContainerRegistry><ContainerRepository>native-two</ContainerRepository>
            <PipelineGuardStarter>true</PipelineGuardStarter><PipelineGuardDb>no stores here</PipelineGuardDb>
            """, "<PackageReference Include=\"Newtonsoft.Json\" Version=\"12.0.3\" />")
            .Write("Program.cs", "System.Console.WriteLine(new Newtonsoft.Json.JsonException(\"none\").Message);")
            // GCC makes code for one processor only, so it does not know the option by which Clang is told which one.
            .Write("Directory.Build.targets", $"""
                <Project>
                  <PropertyGroup Condition="'$(RuntimeIdentifier)' == 'linux-arm64'"><CppCompilerAndLinker>{CrossCompiler}</CppCompilerAndLinker><ObjCopyName>aarch64-linux-gnu-objcopy</ObjCopyName></PropertyGroup>
                  <Target Name="DropTarget" AfterTargets="SetupOSSpecificProps"><ItemGroup><LinkerArg Remove="--target=aarch64-linux-gnu" /></ItemGroup></Target>
                </Project>
                """);

        var blocked = (await Build(project)).Exits(1);
        Assert.All(Processors, processor => Assert.Contains($"PipelineGuard: native-two (linux-{processor}): Block (", blocked.Output, StringComparison.Ordinal));
        Assert.Empty(await registry.TagsAsync("native-two"));

        project.Write(".pipelineguard.yml", "version: 1\nblock: off\n");
        var passed = (await Build(project, "--no-restore")).Exits(0);

        Assert.Matches(@"native-two\.csproj\([0-9]+,[0-9]+\): warning CVE-2024-21907: Newtonsoft.Json 12.0.3 ", passed.Output);
        Assert.Equal(["latest", "latest-linux-arm64", "latest-linux-x64"], await registry.TagsAsync("native-two"));
        var later = feed.NewFolder("later-native-two");
        foreach (var processor in Processors)
        {
            Assert.Contains("CVE-2024-21907", File.ReadAllText(Path.Combine(project.Folder, $"obj/pipelineguard/native-two.image.linux-{processor}.sarif")), StringComparison.Ordinal);
            (await Shell.RunAsync(later, PackedFeed.Command, "sbom", $"registry:{registry.Host}/native-two:latest-linux-{processor}", "-o", $"cyclonedx={processor}.json")).Exits(0);
            var bill = File.ReadAllText(Path.Combine(later, $"{processor}.json"));
            Assert.Contains("pkg:nuget/Newtonsoft.Json@12.0.3", bill, StringComparison.Ordinal);
            Assert.Contains($"pkg:nuget/Microsoft.NETCore.App.Runtime.NativeAOT.linux-{processor}@", bill, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_chiselled_base_is_seen_too()
    {
        registry.Need();
        var project = Console("on-chiselled", registry.ChiselledImage, "<SelfContained>false</SelfContained>").Write(".pipelineguard.yml", "version: 1\nblock: off\nincomplete: warn\n");

        var passed = (await Publish(project, "-p:PipelineGuardOutput=cyclonedx=bill.json")).Exits(0);

        Assert.Matches(@"on-chiselled\.csproj\([0-9]+,[0-9]+\): warning CVE-2024-21907:", passed.Output);
        var bill = File.ReadAllText(Path.Combine(project.Folder, "bill.json"));
        Assert.Contains("pkg:deb/ubuntu/libc6@", bill, StringComparison.Ordinal);
        Assert.Contains("pkg:nuget/Newtonsoft.Json@12.0.3", bill, StringComparison.Ordinal);
    }

    private static void NeedCrossCompiler()
    {
        if (File.Exists($"/usr/bin/{CrossCompiler}")) return;
        Assert.True(Environment.GetEnvironmentVariable("PIPELINEGUARD_MUST_NOT_SKIP") is null, "the compiler for arm64 is not installed");
        Assert.Skip("The compiler for arm64 is not installed: apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross");
    }

    private ThrowAwayProject Console(string name, string baseImage, string properties) => new ThrowAwayProject(feed, name, $"""
        <RuntimeIdentifier>linux-x64</RuntimeIdentifier><InvariantGlobalization>true</InvariantGlobalization><UseAppHost>true</UseAppHost>
        <ContainerBaseImage>{baseImage}</ContainerBaseImage><ContainerRegistry>{registry.Host}</ContainerRegistry><ContainerRepository>{name}</ContainerRepository>
        <PipelineGuardStarter>true</PipelineGuardStarter><PipelineGuardDb>no stores here</PipelineGuardDb>
        {properties}
        """, "<PackageReference Include=\"Newtonsoft.Json\" Version=\"12.0.3\" />").Write("Program.cs", "System.Console.WriteLine(Newtonsoft.Json.Linq.JObject.Parse(\"{}\"));");

    private Task<Shell> Publish(ThrowAwayProject project, params string[] arguments) => Container(project, ["publish", .. arguments]);

    private Task<Shell> Build(ThrowAwayProject project, params string[] arguments) => Container(project, ["build", "-c", "Release", .. arguments]);

    private Task<Shell> Container(ThrowAwayProject project, string[] command) =>
        project.DotnetAsync(new Dictionary<string, string> { ["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = registry.Host }, [.. command, "-t:PublishContainer", "-nodereuse:false"]);
}
