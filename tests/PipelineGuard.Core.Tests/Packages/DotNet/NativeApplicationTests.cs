using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Scanning;

namespace PipelineGuard.Packages.DotNet;

/// <summary>What is known of a program compiled to native code: from the restore, and from the label that keeps it.</summary>
public sealed class NativeApplicationTests : IDisposable
{
    private const string Label = "shop%20app pkg:nuget/Newtonsoft.Json@12.0.3 pkg:nuget/Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64@10.0.1";

    private static readonly ImagePath Program = ImagePath.Of("app/shop app");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Takes_what_is_deployed_and_the_framework_and_leaves_out_tools()
    {
        var graph = RestoreGraph.Read(Assets("10.0", "Microsoft.NETCore.App.Runtime.NativeAOT"), "linux-x64");

        Assert.Equal(["Newtonsoft.Json 12.0.3", "Native.Lib 1.0.0", "Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64 10.0.1"], graph.Packages.Select(package => $"{package.Name} {package.Version}"));
        Assert.Equal("shop", graph.ProjectName);
        Assert.Equal(["Native.Lib"], graph.Packages[0].DependsOn);
    }

    [Fact]
    public void Names_the_runtime_by_the_compiler_of_older_SDKs()
    {
        var graph = RestoreGraph.Read(Assets("8.0", "runtime.linux-x64.Microsoft.DotNet.ILCompiler"), null);

        Assert.Equal("Microsoft.NETCore.App.Runtime.linux-x64 10.0.1", graph.Packages.Select(package => $"{package.Name} {package.Version}").Last());
    }

    [Theory]
    [InlineData("", "linux-x64", "no restored project.assets.json")]
    [InlineData("{", "linux-x64", "no restored project.assets.json")]
    [InlineData("[]", "linux-x64", "was not restored for 'linux-x64'")]
    [InlineData("{\"targets\":{\"net10.0/linux-x64\":{\"a/1\":7}},\"project\":{}}", "linux-x64", "no restored project.assets.json")]
    [InlineData("{\"targets\":{\"net10.0/linux-x64\":{}},\"project\":[]}", "linux-x64", "no restored project.assets.json")]
    [InlineData("{\"targets\":{\"net10.0\":{}}}", "linux-x64", "was not restored for 'linux-x64'")]
    [InlineData("{\"targets\":{\"net10.0/a\":{},\"net10.0/b\":{}}}", null, "was not restored for one platform alone")]
    public void Says_what_is_wrong_with_a_file(string text, string? platform, string expected)
    {
        File.WriteAllText(_folder["project.assets.json"], text);

        Assert.Contains(expected, Assert.Throws<GuardException>(() => RestoreGraph.Read(_folder["project.assets.json"], platform)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_is_read_as_it_was_written()
    {
        Assert.Equal(Label, NativeComponents.Describe(Assets("10.0", "Microsoft.NETCore.App.Runtime.NativeAOT"), "linux-x64", "shop app").Replace(" pkg:nuget/Native.Lib@1.0.0", "", StringComparison.Ordinal));

        var packages = ComponentLabel.Read(Label, Program)!.Value;

        Assert.Equal(["Newtonsoft.Json 12.0.3 app/shop app", "Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64 10.0.1 app/shop app"], packages.Select(package => $"{package.Name} {package.Version} {package.FoundIn}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("shop%20app")]
    [InlineData("other pkg:nuget/A@1")]
    [InlineData("shop%20app pkg:nuget/A@1 and more")]
    [InlineData("shop%20app pkg:nuget/A@1 pkg:npm/b@1")]
    [InlineData("shop%20app pkg:nuget/A")]
    public void What_is_no_list_of_this_program_tells_nothing(string? text) => Assert.Null(ComponentLabel.Read(text, Program));

    [Fact]
    public void Only_a_program_whose_packages_are_unknown_is_looked_up()
    {
        var native = new LayerFile(2, Program, new([], [], null) { Unlisted = new(Problems.NativeAot, "app/shop app", "") }, Visible: true);
        var go = native with { Content = native.Content with { Unlisted = new(Problems.GoModulesUnknown, "app/shop app", "") } };

        var listed = NativeApplications.Listed([native, go], Label, _ => null).ToList();

        Assert.Equal((2, null), (listed[0].Content.Packages.Length, listed[0].Content.Unlisted));
        Assert.Same(go, listed[1]);
        Assert.Same(native, NativeApplications.Listed([native], null, _ => null).Single());
    }

    private string Assets(string framework, string pack)
    {
        File.WriteAllText(_folder["project.assets.json"], $$"""
            {
              "targets": {
                "net{{framework}}": {},
                "net{{framework}}/linux-x64": {
                  "Newtonsoft.Json/12.0.3": { "type": "package", "dependencies": { "Native.Lib": "1.0.0" }, "runtime": { "lib/netstandard2.0/Newtonsoft.Json.dll": {} } },
                  "Native.Lib/1.0.0": { "type": "package", "native": { "runtimes/linux-x64/native/n.a": {} } },
                  "Some.Analyzer/1.0.0": { "type": "package", "build": { "build/Some.Analyzer.props": {} }, "runtime": { "lib/net8.0/_._": {} } },
                  "Other/1.0.0": { "type": "project", "runtime": { "bin/placeholder/Other.dll": {} } }
                }
              },
              "project": {
                "restore": { "projectName": "shop" },
                "frameworks": {
                  "net{{framework}}": {
                    "downloadDependencies": [
                      { "name": "Microsoft.AspNetCore.App.Runtime.linux-x64", "version": "[10.0.1, 10.0.1]" },
                      { "name": "{{(pack.StartsWith("runtime", StringComparison.Ordinal) ? pack : pack + ".linux-x64")}}", "version": "[10.0.1, 10.0.1]" }
                    ],
                    "frameworkReferences": { "Microsoft.NETCore.App": { "privateAssets": "all" } }
                  }
                }
              }
            }
            """);
        return _folder["project.assets.json"];
    }
}
