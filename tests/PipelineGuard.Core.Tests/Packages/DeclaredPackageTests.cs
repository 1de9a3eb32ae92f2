using PipelineGuard.Images;

namespace PipelineGuard.Packages;

public sealed class DeclaredPackageTests
{
    [Fact]
    public void A_lock_file_counts_where_nothing_of_it_is_installed() =>
        Assert.Equal(["a 1", "b 1"], Kept(Locked("app/package-lock.json", "a 1"), Locked("app/package-lock.json", "b 1")));

    [Fact]
    public void A_lock_file_whose_packages_are_installed_is_not_repeated() =>
        Assert.Equal(["a 1", "b 2"], Kept(
            Locked("app/package-lock.json", "a 1"), Locked("app/package-lock.json", "b 1"),
            Installed("app/node_modules/a/package.json", "a 1"), Installed("app/node_modules/b/package.json", "b 2")));

    [Fact]
    public void Packages_installed_elsewhere_say_nothing_about_a_lock_file_of_npm() =>
        Assert.Equal(["a 1", "a 2"], Kept(Locked("app/package-lock.json", "a 1"), Installed("usr/local/lib/node_modules/npm/node_modules/a/package.json", "a 2")));

    [Fact]
    public void The_hidden_lock_file_stands_for_the_folder_above() =>
        Assert.Equal(["a 1"], Kept(Locked("app/node_modules/.package-lock.json", "a 1"), Installed("app/node_modules/a/package.json", "a 1")));

    [Fact]
    public void Python_packages_are_installed_anywhere_under_any_spelling() =>
        Assert.Equal(["zope-interface 5"], Kept(
            Locked("app/poetry.lock", "Zope.Interface 5", PackageType.PyPI),
            Installed("usr/lib/python3/site-packages/zope.dist-info/METADATA", "zope-interface 5", PackageType.PyPI)));

    [Theory]
    [InlineData("package-lock.json", true)]
    [InlineData("app/package-lock.json", true)]
    [InlineData("app/my-package-lock.json", false)]
    [InlineData("app/node_modules/a/package-lock.json", false)]
    [InlineData("node_modules/a/package-lock.json", false)]
    [InlineData("usr/lib/python3/site-packages/jupyter/package-lock.json", false)]
    [InlineData("go/pkg/mod/a@v1/package-lock.json", false)]
    public void Lock_files_inside_packages_are_not_the_applications(string path, bool isOwn) => Assert.Equal(isOwn, LockFilePath.Is(path, "package-lock.json"));

    private static IEnumerable<string> Kept(params Package[] packages) =>
        DeclaredPackages.WithoutRepeated(packages).Select(package => $"{package.Name} {package.Version}").Order(StringComparer.Ordinal);

    private static Package Locked(string file, string text, PackageType? type = null) => Installed(file, text, type) with { Evidence = PackageEvidence.LockFile };

    private static Package Installed(string file, string text, PackageType? type = null) =>
        new(type ?? PackageType.Npm, text.Split(' ')[0], text.Split(' ')[1]) { FoundIn = ImagePath.Of(file) };
}
