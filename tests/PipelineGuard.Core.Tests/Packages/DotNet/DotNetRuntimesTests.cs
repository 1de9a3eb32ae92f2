using PipelineGuard.Images;

namespace PipelineGuard.Packages.DotNet;

public sealed class DotNetRuntimesTests
{
    private const string Root = "usr/share/dotnet";
    private readonly List<Package> _found = [];

    [Theory]
    [InlineData("8.0.0.0 8.0.23.53103", "10.0.0.0 10.0.1226.42308", true)]  // a newer assembly
    [InlineData("10.0.0.0 10.0.1.1", "10.0.0.0 10.0.1226.42308", true)]     // the same assembly version, a newer file
    [InlineData("10.0.0.0 10.0.1226.42308", "10.0.0.0 10.0.1226.42308", true)] // equal: the framework's is taken
    [InlineData("10.0.0.0 10.0.1326.1", "10.0.0.0 10.0.1226.42308", false)] // the application brings a newer file
    [InlineData("11.0.0.0 1.0.0.0", "10.0.0.0 10.0.1226.42308", false)]     // a newer assembly, though an older file
    [InlineData("", "10.0.0.0 10.0.1226.42308", true)]                      // nothing stated counts as older
    [InlineData("8.0.0.0 8.0.23.53103", "", false)]
    public void Supersedes_a_package_when_the_host_would_load_the_frameworks_assembly(string application, string framework, bool isSuperseded)
    {
        Install("Microsoft.NETCore.App", "10.0.12", File("System.Text.Json.dll", framework));
        Ask("app/Shop", "Microsoft.NETCore.App", "10.0.0");
        var package = Deploy("app/Shop.deps.json", "System.Text.Json", "8.0.0", File("System.Text.Json.dll", application));

        Assert.Equal(isSuperseded ? "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@10.0.12" : null, Judge(package)!.SupersededBy);
    }

    [Fact]
    public void Keeps_a_package_of_which_one_assembly_is_still_loaded()
    {
        Install("Microsoft.NETCore.App", "10.0.12", File("A.dll", "10.0.0.0 1.0.0.0"));
        Ask("app/Shop", "Microsoft.NETCore.App", "10.0.0");

        Assert.Null(Judge(Deploy("app/Shop.deps.json", "A", "8.0.0", File("A.dll", "8.0.0.0 1.0.0.0"), File("B.dll", "8.0.0.0 1.0.0.0")))!.SupersededBy);
    }

    [Fact]
    public void Keeps_a_package_with_native_libraries()
    {
        Install("Microsoft.NETCore.App", "10.0.12", File("A.dll", "10.0.0.0 1.0.0.0"));
        Ask("app/Shop", "Microsoft.NETCore.App", "10.0.0");
        var package = Deploy("app/Shop.deps.json", "A", "8.0.0", File("A.dll", "8.0.0.0 1.0.0.0"));

        Assert.Null(Judge(package with { Deployed = package.Deployed! with { HasOtherFiles = true } })!.SupersededBy);
    }

    [Fact]
    public void Follows_the_frameworks_of_a_framework()
    {
        Install("Microsoft.NETCore.App", "10.0.12", File("System.Text.Json.dll", "10.0.0.0 10.0.1.0"));
        Install("Microsoft.AspNetCore.App", "10.0.12", File("Microsoft.AspNetCore.dll", "10.0.0.0 10.0.1.0"));
        Ask($"{Root}/shared/Microsoft.AspNetCore.App/10.0.12/Microsoft.AspNetCore.App", "Microsoft.NETCore.App", "10.0.12");
        Ask("app/Shop", "Microsoft.AspNetCore.App", "10.0.0");
        var package = Deploy("app/Shop.deps.json", "System.Text.Json", "8.0.0", File("System.Text.Json.dll", "8.0.0.0 8.0.0.0"));

        Assert.NotNull(Judge(package)!.SupersededBy);
        Assert.Equal(["app/Shop.runtimeconfig.json"], new DotNetRuntimes(_found).Applications.Select(application => application.Path));
    }

    [Fact]
    public void Comes_to_an_end_when_frameworks_ask_for_each_other()
    {
        Install("A", "1.0.0", File("A.dll", "1.0.0.0 1.0.0.0"));
        Install("B", "1.0.0", File("B.dll", "1.0.0.0 1.0.0.0"));
        Ask($"{Root}/shared/A/1.0.0/A", "B", "1.0.0");
        Ask($"{Root}/shared/B/1.0.0/B", "A", "1.0.0");
        Ask("app/Shop", "A", "1.0.0");

        Assert.NotNull(Judge(Deploy("app/Shop.deps.json", "B", "0.1.0", File("B.dll", "0.1.0.0 0.1.0.0")))!.SupersededBy);
    }

    [Fact]
    public void Takes_the_runtime_pack_of_a_self_contained_application_for_its_framework()
    {
        var pack = Deploy("app/Shop.deps.json", "Microsoft.NETCore.App.Runtime.linux-x64", "10.0.12", File("System.Text.Json.dll", "10.0.0.0 10.0.1.0"));
        _found[0] = pack with { Deployed = pack.Deployed! with { IsFramework = true } };

        Assert.NotNull(Judge(Deploy("app/Shop.deps.json", "System.Text.Json", "8.0.0"))!.SupersededBy);
        Assert.Null(Judge(Deploy("other/Shop.deps.json", "System.Text.Json", "8.0.0", File("System.Text.Json.dll", "8.0.0.0 8.0.0.0")))!.SupersededBy);
        Assert.Null(Judge(_found[0])!.SupersededBy);
    }

    [Fact]
    public void Leaves_out_packages_without_files_that_no_framework_brings()
    {
        Install("Microsoft.NETCore.App", "10.0.12", File("System.Text.Json.dll", "10.0.0.0 10.0.1.0"));
        Ask("app/Shop", "Microsoft.NETCore.App", "10.0.0");

        Assert.Null(Judge(Deploy("app/Shop.deps.json", "Humanizer", "2.14.1")));
        Assert.NotNull(Judge(Deploy("app/Shop.deps.json", "System.Text.Json", "8.0.4"))!.SupersededBy);
    }

    [Fact]
    public void Supersedes_nothing_where_an_application_names_no_framework()
    {
        Install("Microsoft.NETCore.App", "10.0.12", File("A.dll", "10.0.0.0 1.0.0.0"));

        Assert.Null(Judge(Deploy("app/Plugin.deps.json", "A", "8.0.0", File("A.dll", "8.0.0.0 1.0.0.0")))!.SupersededBy);
    }

    [Fact]
    public void Believes_the_lowest_of_several_installations()
    {
        Install("Microsoft.NETCore.App", "10.0.12", File("A.dll", "10.0.0.0 1.0.0.0"));
        Install("Microsoft.NETCore.App", "10.0.1", "opt/dotnet", File("A.dll", "7.0.0.0 1.0.0.0"));
        Ask("app/Shop", "Microsoft.NETCore.App", "10.0.0");

        Assert.Null(Judge(Deploy("app/Shop.deps.json", "A", "8.0.0", File("A.dll", "8.0.0.0 1.0.0.0")))!.SupersededBy);
        Assert.Equal("10.0.1", Assert.Single(Assert.Single(new DotNetRuntimes(_found).Applications).Frameworks).RunsOn);
    }

    [Fact]
    public void Says_that_no_installed_framework_will_do()
    {
        Install("Microsoft.NETCore.App", "10.0.12");
        Ask("app/Shop", "Microsoft.NETCore.App", "8.0.0");

        Assert.Equal(new DotNetFramework("Microsoft.NETCore.App", "8.0.0", null), Assert.Single(Assert.Single(new DotNetRuntimes(_found).Applications).Frameworks));
    }

    [Theory]
    [InlineData("DOTNET_ROLL_FORWARD=Major", "10.0.12")]
    [InlineData("DOTNET_ROLL_FORWARD=latestmajor", "11.0.1")]
    [InlineData("DOTNET_ROLL_FORWARD=Minor", null)]
    [InlineData("DOTNET_ROLL_FORWARD=Sideways", null)]
    [InlineData("DOTNET_ROLL_FORWARD=", null)]
    [InlineData("DOTNET_ROLL_FORWARD_TO_PRERELEASE=1", null)]
    public void Rolls_forward_as_the_environment_says(string environment, string? expected)
    {
        Install("Microsoft.NETCore.App", "10.0.12");
        Install("Microsoft.NETCore.App", "11.0.1");
        Ask("app/Shop", "Microsoft.NETCore.App", "8.0.0");

        var runtimes = new DotNetRuntimes(_found, RollForwardSettings.From(["PATH=/bin", environment]));

        Assert.Equal(expected, Assert.Single(Assert.Single(runtimes.Applications).Frameworks).RunsOn);
    }

    [Theory]
    [InlineData("app/Core.dll", false)]                                // a project of the application's own
    [InlineData("app/Humanizer.dll", false)]                           // of a package that is listed
    [InlineData("app/runtimes/unix/lib/net8.0/humanizer.dll", false)]  // below the application
    [InlineData("app/plugins/Odd.dll", true)]                          // nobody names it
    [InlineData("other/Humanizer.dll", true)]                          // another application's
    public void Lists_assemblies_that_no_application_names(string path, bool isListed)
    {
        var project = Deploy("app/Shop.deps.json", "Core", "1.0.0", File("Core.dll", ""));
        _found[0] = project with { Deployed = project.Deployed! with { IsOwn = true } };
        Deploy("app/Shop.deps.json", "Humanizer", "2.14.1", File("Humanizer.dll", "2.14.0.0 2.14.1.0"));

        Assert.Equal(isListed, Judge(new(PackageType.NuGet, "X", "1.0.0") { FoundIn = ImagePath.Of(path), IsLooseAssembly = true }) is not null);
        Assert.Null(Judge(_found[0]));
    }

    private Package? Judge(Package package) => new DotNetRuntimes(_found).Judge(package);

    private void Install(string name, string version, params AssemblyFile[] files) => Install(name, version, Root, files);

    private void Install(string name, string version, string root, params AssemblyFile[] files) =>
        Deploy($"{root}/shared/{name}/{version}/{name}.deps.json", $"{name}.Runtime.linux-x64", version, files);

    private void Ask(string stem, string framework, string version) =>
        _found.Add(new(PackageType.NuGet, framework, version) { FoundIn = ImagePath.Of(stem + ".runtimeconfig.json"), Request = new(RollForward.Minor) });

    private Package Deploy(string path, string name, string version, params AssemblyFile[] files)
    {
        var package = new Package(PackageType.NuGet, name, version) { FoundIn = ImagePath.Of(path), Deployed = new([.. files], false, false) };
        _found.Add(package);
        return package;
    }

    // "8.0.0.0 8.0.23.53103" are the versions of the assembly and of the file; empty when the list does not state them.
    private static AssemblyFile File(string name, string versions) =>
        versions.Length == 0 ? new(name, null, null) : new(name, Version.Parse(versions.Split(' ')[0]), Version.Parse(versions.Split(' ')[1]));
}
