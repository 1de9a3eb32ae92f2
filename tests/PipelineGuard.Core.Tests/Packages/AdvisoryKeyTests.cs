namespace PipelineGuard.Packages;

public sealed class AdvisoryKeyTests
{
    private static readonly Distribution Bookworm = new("debian", "12");

    [Fact]
    public void Asks_for_the_source_package_and_its_version()
    {
        var bash = new Package(PackageType.Deb, "bsdutils", "1:2.38.1-5+deb12u3") { SourceName = "util-linux", SourceVersion = "2.38.1-5+deb12u3" };

        Assert.Equal(new("Debian", "12", "util-linux", "2.38.1-5+deb12u3", "debian"), AdvisoryKey.For(bash, Bookworm));
    }

    [Fact]
    public void Asks_for_the_package_itself_when_its_source_is_named_alike() =>
        Assert.Equal(new("Debian", "12", "openssl", "3.0.11-1", "debian"), AdvisoryKey.For(new(PackageType.Deb, "openssl", "3.0.11-1"), Bookworm));

    [Fact]
    public void Keeps_the_version_when_only_the_source_name_differs() =>
        Assert.Equal(
            new("Alpine", "v3.19", "openssl", "3.1.4-r5", "alpine"),
            AdvisoryKey.For(new(PackageType.Apk, "libssl3", "3.1.4-r5") { SourceName = "openssl" }, new("alpine", "3.19.1")));

    [Theory]
    [InlineData("nuget", "Newtonsoft.Json", "NuGet", "newtonsoft.json", "nuget")]
    [InlineData("pypi", "Zope.Interface_-X", "PyPI", "zope-interface-x", "pep440")]
    [InlineData("npm", "@angular/core", "npm", "@angular/core", "semver")]
    [InlineData("npm", "JSONStream", "npm", "JSONStream", "semver")]
    public void Asks_for_language_packages_in_their_normal_spelling_on_any_system(string type, string name, string ecosystem, string lookup, string scheme)
    {
        var package = new Package(PackageType.All.Single(row => row.Purl == type), name, "1.0");

        Assert.Equal(new(ecosystem, null, lookup, "1.0", scheme), AdvisoryKey.For(package, null));
        Assert.Equal(ecosystem, AdvisoryKey.For(package, Bookworm)?.FullEcosystem);
    }

    [Fact]
    public void Is_nothing_without_a_distribution() => Assert.Null(AdvisoryKey.For(new(PackageType.Deb, "openssl", "1"), null));

    [Fact]
    public void Is_nothing_for_packages_of_another_package_manager() => Assert.Null(AdvisoryKey.For(new(PackageType.Apk, "openssl", "1"), Bookworm));

    [Fact]
    public void Every_distribution_has_one_row_and_installs_operating_system_packages()
    {
        Assert.Equal(Distributions.All.Length, Distributions.All.Select(row => row.Id).Distinct().Count());
        Assert.All(Distributions.All, row => Assert.All(row.PackageTypes, type => Assert.True(type.IsOperatingSystem)));
    }
}
