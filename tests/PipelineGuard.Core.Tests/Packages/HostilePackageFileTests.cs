using System.Globalization;
using System.Text;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Packages;

/// <summary>Files made to fill our memory or our reports.</summary>
public sealed class HostilePackageFileTests
{
    private readonly ProblemList _log = new();

    [Theory]
    [InlineData("dpkg", "Package: a\nVersion: 1\n\n")]
    [InlineData("apk", "P:a\nV:1\n\n")]
    public void Stops_after_more_packages_than_any_system_has(string cataloger, string entry)
    {
        var content = Read(cataloger, string.Concat(Enumerable.Repeat(entry, Plausibility.MaxEntries + 5)));

        Assert.Equal(Plausibility.MaxEntries, content.Packages.Length);
        Assert.Contains("too many", Assert.Single(_log.Problems).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Stops_after_more_libraries_than_any_application_has()
    {
        var keys = Enumerable.Range(0, Plausibility.MaxEntries + 5).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"a/{i}\":{{}}"));

        Read("dotnet", $"{{\"libraries\":{{{string.Join(',', keys)}}}}}");

        Assert.Single(_log.Problems);
    }

    [Theory]
    [InlineData("dpkg", "Package: {0}\nVersion: 1\n")]
    [InlineData("dpkg", "Package: a\nVersion: {0}\n")]
    [InlineData("dpkg", "Package: a\nVersion: 1\nSource: {0}\n")]
    [InlineData("apk", "P:a\nV:1\nA:{0}\n")]
    [InlineData("npm", "{{\"name\":\"{0}\",\"version\":\"1\"}}")]
    [InlineData("npm", "{{\"name\":\"a\",\"version\":\"{0}\"}}")]
    [InlineData("python", "Name: {0}\nVersion: 1\n")]
    [InlineData("npm-lock", "{{\"packages\":{{\"node_modules/{0}\":{{\"version\":\"1\"}}}}}}")]
    [InlineData("composer", "[{{\"name\":\"{0}\",\"version\":\"1\"}}]")]
    [InlineData("conda", "{{\"name\":\"{0}\",\"version\":\"1\"}}")]
    [InlineData("dotnet", "{{\"targets\":{{\"t\":{{\"{0}/1\":{{\"native\":{{\"x\":1}}}}}}}},\"libraries\":{{\"{0}/1\":{{\"type\":\"package\"}}}}}}")]
    public void Refuses_names_that_no_package_has(string cataloger, string format)
    {
        foreach (int length in new[] { 1_100, 9_000, 1_000_000 })
        {
            _log.Problems.Clear();
            var content = Read(cataloger, string.Format(CultureInfo.InvariantCulture, format, new string('n', length)));

            Assert.Empty(content.Packages);
            Assert.Single(_log.Problems);
        }
    }

    [Theory]
    [InlineData("npm", "{{\"name\":\"a\",\"version\":\"1\",\"license\":[{0}]}}", "\"MIT{1}\",{{\"type\":\"X{1}\"}}")]
    [InlineData("python", "Name: a\nVersion: 1\n{0}\n", "Classifier: License :: L{1}\n")]
    public void Keeps_only_the_first_licences(string cataloger, string format, string license)
    {
        var separator = cataloger == "npm" ? "," : "";
        var licenses = string.Join(separator, Enumerable.Range(0, 10_000).Select(i => string.Format(CultureInfo.InvariantCulture, license, "", i)));

        var package = Assert.Single(Read(cataloger, string.Format(CultureInfo.InvariantCulture, format, licenses)).Packages);

        Assert.Equal(Plausibility.MaxLicenses, package.Licenses.Length);
    }

    [Fact]
    public void Drops_whole_licence_texts() =>
        Assert.Empty(Assert.Single(Read("npm", $"{{\"name\":\"a\",\"version\":\"1\",\"license\":\"{new string('x', 5_000)}\"}}").Packages).Licenses);

    [Theory]
    [InlineData("python-lock", "[[package]]\nname = \"a\"\nversion = \"1\"\nfiles = [\n    {file = \"a-1.whl\"},\n", "5")]
    [InlineData("cargo-lock", "[[package]]\nname = \"a\"\nversion = \"1\"\nsource = \"registry+x\"\ndependencies = [\n \"b\",\n", "6")]
    [InlineData("mix-lock", "%{\n  \"a\": {:hex, :a, \"1\"},\n  \"b\": {:hex, :", "3")]
    [InlineData("gemfile-lock", "GEM\n  specs:\n    a (1)\n    b (", "4")]
    [InlineData("pub-lock", "packages:\n  a:\n    dependency: transitive\n    source: hosted\n    version: \"1\"\n  b:\n    dependency: tra", "6")]
    public void Lists_what_stands_in_a_lock_file_that_is_cut_short_and_says_so(string cataloger, string text, string line)
    {
        Assert.Equal("a 1", Assert.Single(Read(cataloger, text).Packages.Select(package => $"{package.Name} {package.Version}")));
        Assert.EndsWith($"({line})", Assert.Single(_log.Problems).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("python-lock"), InlineData("cargo-lock"), InlineData("mix-lock"), InlineData("gemfile-lock"), InlineData("pub-lock")]
    [InlineData("yarn-lock"), InlineData("pnpm-lock"), InlineData("bun-lock"), InlineData("requirements"), InlineData("go-mod")]
    public void Does_not_take_a_lock_file_without_text_for_one_without_packages(string cataloger)
    {
        Assert.Empty(Read(cataloger, "\0\u0001\u0002garbage\n\0\0").Packages);
        Assert.Single(_log.Problems);
        _log.Problems.Clear();
        Assert.Empty(Read(cataloger, "").Packages);
        Assert.DoesNotContain(_log.Problems, problem => problem.Detail.Contains("no text", StringComparison.Ordinal) || problem.Detail.Contains("cut short", StringComparison.Ordinal));
    }

    private CatalogedFile Read(string cataloger, string text) => new PackageFileReader().Read(new(CatalogerSamples.PlaceOf(cataloger), Encoding.UTF8.GetBytes(text)), _log);
}
