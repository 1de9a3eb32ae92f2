using System.Text;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Packages;

/// <summary>Which package needs which, from what each package manager records.</summary>
public sealed class DependenciesTests
{
    private readonly ProblemList _log = new();

    [Fact]
    public void Dpkg_names_alternatives_virtual_packages_versions_and_architectures() =>
        Assert.Equal(
            ["a -> libc6", "a -> mawk", "a -> perl-base", "b -> a"],
            Edges(Read("var/lib/dpkg/status", """
                Package: a
                Version: 1
                Architecture: amd64
                Depends: libc6 (>= 2.34), gawk | awk, missing
                Pre-Depends: perl:any, a
                Provides: something (= 1)

                Package: b
                Version: 1
                Architecture: all
                Depends: something [amd64]

                Package: libc6
                Version: 2.36
                Architecture: amd64

                Package: mawk
                Version: 1
                Architecture: amd64
                Provides: awk

                Package: perl-base
                Version: 5
                Architecture: amd64
                Provides: perl

                """)));

    [Fact]
    public void An_operating_systems_package_of_the_same_architecture_is_meant()
    {
        Package[] packages =
        [
            new(PackageType.Deb, "a", "1") { Architecture = "i386", DependsOn = ["libc6"] },
            new(PackageType.Deb, "libc6", "1") { Architecture = "amd64" },
            new(PackageType.Deb, "libc6", "1") { Architecture = "i386" },
        ];

        Assert.Equal([2], Dependencies.Of([.. packages])[0]);
    }

    [Fact]
    public void Apk_names_libraries_and_commands_and_what_must_not_be_there() =>
        Assert.Equal(
            ["curl -> libcrypto3", "curl -> musl"],
            Edges(Read("lib/apk/db/installed", """
                P:curl
                V:8.5.0-r0
                D:so:libc.musl-x86_64.so.1 so:libcrypto.so.3 !openssl1 ca-certificates>=1

                P:libcrypto3
                V:3.1.4-r5
                p:so:libcrypto.so.3=3

                P:musl
                V:1.2.4-r2
                p:so:libc.musl-x86_64.so.1=1 cmd:ldd=1

                P:openssl1
                V:1

                """)));

    [Fact]
    public void Node_uses_the_nearest_package_of_a_name()
    {
        Package[] packages =
        [
            Npm("app/node_modules/a", "a", "1", "b", "@s/c"),
            Npm("app/node_modules/a/node_modules/b", "b", "1"),
            Npm("app/node_modules/b", "b", "2", "a"),
            Npm("app/node_modules/@s/c", "@s/c", "1", "b"),
            Npm("other/node_modules/d", "d", "1", "b"),
        ];

        Assert.Equal(["a@1 -> b@1", "a@1 -> @s/c@1", "b@2 -> a@1", "@s/c@1 -> b@2"], Edges(packages, package => $"{package.Name}@{package.Version}"));
    }

    [Fact]
    public void An_applications_package_is_not_another_applications()
    {
        Package[] packages =
        [
            new(PackageType.NuGet, "A", "1") { FoundIn = ImagePath.Of("one/app.deps.json"), DependsOn = ["b"] },
            new(PackageType.NuGet, "B", "1") { FoundIn = ImagePath.Of("one/app.deps.json") },
            new(PackageType.NuGet, "C", "1") { FoundIn = ImagePath.Of("two/app.deps.json"), DependsOn = ["B"] },
        ];

        Assert.Equal(["A -> B"], Edges(packages));
    }

    [Fact]
    public void Thousands_of_packages_with_one_name_do_no_harm()
    {
        var packages = Enumerable.Range(0, 50_000).Select(i => Npm($"n{i}/node_modules/a", "a", "1", "a", "b"));

        Assert.All(Dependencies.Of([.. packages]), needs => Assert.Empty(needs));
    }

    private System.Collections.Immutable.ImmutableArray<Package> Read(string path, string text) => new PackageFileReader().Read(new(ImagePath.Of(path), Encoding.UTF8.GetBytes(text)), _log).Packages;

    private static Package Npm(string folder, string name, string version, params string[] needs) =>
        new(PackageType.Npm, name, version) { FoundIn = ImagePath.Of(folder + "/package.json"), DependsOn = [.. needs] };

    private static IEnumerable<string> Edges(IEnumerable<Package> packages, Func<Package, string>? name = null)
    {
        var list = packages.ToList();
        var edges = Dependencies.Of([.. list]);
        return list.SelectMany((package, at) => edges[at].Select(to => $"{(name ?? (p => p.Name))(package)} -> {(name ?? (p => p.Name))(list[to])}"));
    }
}
