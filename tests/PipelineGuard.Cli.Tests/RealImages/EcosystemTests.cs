using PipelineGuard.Findings;
using PipelineGuard.Packages;
using PipelineGuard.Reporting;

namespace PipelineGuard.Cli.RealImages;

/// <summary>What an ecosystem's own tool lists of an application that it made, and what we list of it. Made by <c>.ci/ecosystems</c>.</summary>
public sealed class EcosystemTests
{
    private const string RuntimePack = "Microsoft.NETCore.App.Runtime.linux-x64";

    public static TheoryData<string> PublishModes =>
        ["framework-dependent", "self-contained", "trimmed", "ready-to-run", "single-file", "single-file-self-contained", "single-file-windows"];

    [Fact]
    public async Task Lists_what_npm_lists() => Assert.Equal(Said("npm"), await ListedAsync("npm", PackageType.Npm));

    [Fact]
    public async Task Lists_what_pip_lists() =>
        Assert.Equal(Said("python").Select(PythonName).Order(StringComparer.Ordinal), (await ListedAsync("python", PackageType.PyPI)).Select(PythonName).Order(StringComparer.Ordinal));

    [Theory, InlineData("npm1"), InlineData("npm2"), InlineData("npm3"), InlineData("yarn1"), InlineData("berry"), InlineData("pnpm"), InlineData("bun")]
    public async Task Lists_what_the_writer_of_a_lock_file_lists(string kind) => Assert.Equal(Said("locks." + kind), await ListedAsync("locks/" + kind, PackageType.Npm));

    [Fact]
    public async Task Lists_what_bundle_lists() => Assert.Equal(Said("bundle"), await ListedAsync("bundle", PackageType.Gem));

    [Theory, InlineData("php"), InlineData("php-lock")]
    public async Task Lists_what_composer_shows(string form) => Assert.Equal(Said(form), await ListedAsync(form, PackageType.Composer));

    // The application's own crates, and in the program what only ran during the build, are no packages of anybody's.
    [Theory, InlineData("rust"), InlineData("rust-lock")]
    public async Task Lists_what_cargo_lists(string form) => Assert.Equal(Said(form), await ListedAsync(form, PackageType.Cargo));

    // Netty's archives contain a copy of another one, which the repository does not tell.
    [Fact]
    public async Task Lists_the_coordinates_of_a_Maven_repository() =>
        Assert.Equal(Said("java"), (await ListedAsync("java", PackageType.Maven)).Where(package => !package.StartsWith("org.jctools:jctools-core@", StringComparison.Ordinal)));

    [Fact]
    public async Task Lists_what_gem_lists() => Assert.Equal(Said("gems"), await ListedAsync("gems", PackageType.Gem));

    [Fact]
    public async Task Lists_the_modules_that_go_lists() =>
        Assert.Equal(Said("go"), (await ListedAsync("go", PackageType.Go)).Where(module => !module.StartsWith("stdlib@", StringComparison.Ordinal) && !module.Contains("esbuild", StringComparison.Ordinal)));

    [Theory, MemberData(nameof(PublishModes))]
    public async Task Lists_what_dotnet_lists_in_every_mode_of_publishing(string mode)
    {
        var listed = await ListedAsync($"dotnet/{mode}", PackageType.NuGet);

        Assert.Equal(Said("dotnet"), listed.Where(package => !package.StartsWith(RuntimePack, StringComparison.Ordinal)));
        bool bringsRuntime = mode.Contains("self-contained", StringComparison.Ordinal) || mode == "trimmed";
        Assert.Equal(bringsRuntime ? 1 : 0, listed.Count(package => package.StartsWith(RuntimePack, StringComparison.Ordinal)));
    }

    [Theory, InlineData("lock-file"), InlineData("restored")]
    public async Task Lists_what_dotnet_lists_of_an_application_that_was_only_restored(string form) => Assert.Equal(Said("dotnet"), await ListedAsync($"dotnet/{form}", PackageType.NuGet));

    [Fact]
    public async Task Lists_what_dotnet_lists_where_nothing_is_left_but_the_assemblies() => Assert.Equal(Said("dotnet"), await ListedAsync("dotnet/assemblies", PackageType.NuGet));

    [Fact]
    public async Task Lists_the_frameworks_and_SDKs_that_dotnet_lists()
    {
        var report = await ScanAsync("dotnet/installed");

        Assert.Equal(Said("dotnet.installed"), report.Targets[0].Packages.Select(Row).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lists_programs_without_a_package_under_the_version_that_their_package_had()
    {
        var report = await ScanAsync("programs");
        var programs = report.Targets[0].Packages.Where(package => package.Type == PackageType.Bitnami || package.Type == PackageType.Program);

        Assert.Equal(Said("programs"), programs.Select(Row).Order(StringComparer.Ordinal));
        Assert.Contains(report.Problems, problem => problem.Info == Problems.ProgramsNotJudged && problem.Detail.Contains("openssl", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leaves_programs_of_the_distribution_to_its_packages()
    {
        var report = await RealImage.ScanAsync("debian.docker.tar");

        Assert.Contains(report.Targets[0].Packages, package => package.Name == "python3.11-minimal");
        Assert.DoesNotContain(report.Targets[0].Packages, package => package.Type == PackageType.Bitnami || package.Type == PackageType.Program);
    }

    [Fact]
    public async Task Judges_packages_that_Debian_did_not_build_by_what_is_in_them()
    {
        var report = await ScanAsync("foreign");
        var packages = report.Targets[0].Packages;

        Assert.Equal(["docker-ce-cli", "mysql-community-client", "shop"], packages.Where(package => package.Name is "docker-ce-cli" or "mysql-community-client" or "shop").Select(package => package.Name));
        Assert.Equal(Said("go"), packages.Where(package => package.Type == PackageType.Go && package.Name.StartsWith("golang.org/", StringComparison.Ordinal)).Select(Row));
        Assert.EndsWith(": mysql-community-client.", Assert.Single(report.Problems, problem => problem.Info == Problems.ForeignPackages).Detail, StringComparison.Ordinal);
    }

    private static async Task<string[]> ListedAsync(string name, PackageType type) =>
        [.. (await ScanAsync(name)).Targets[0].Packages.Where(package => package.Type == type).Select(Row).Distinct().Order(StringComparer.Ordinal)];

    private static Task<ScanReport> ScanAsync(string name) => RealImage.ScanAsync($"ecosystems/{name}/root", "rootfs:");

    private static string Row(Package package) => $"{package.Name}@{package.Version}";

    private static string[] Said(string name) => [.. File.ReadLines(RealImage.Path($"ecosystems/{name}.list")).Distinct().Order(StringComparer.Ordinal)];

    // One package, many spellings (PEP 503).
    private static string PythonName(string package) => package.ToLowerInvariant().Replace('_', '-').Replace('.', '-');
}
